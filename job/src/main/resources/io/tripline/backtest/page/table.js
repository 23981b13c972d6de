'use strict';

const ROWS_A_PAGE = 50;
const inWords = new Intl.Collator('en', {numeric: true});

/**
 * A table that can be sorted by every column, page by page: however many rows there are, the document holds no
 * more than a page of them.
 */
class SortableTable {
  /**
   * @param options.caption what the table is of
   * @param options.columns of each `title`, `value` (row => what to sort by, and to show if there is no `show`),
   *     `show` (row => node or text), `number` (whether it is set to the right), `hint` (what the title means)
   * @param options.rows all rows
   * @param options.sort number of the column to sort by first; without, rows stand as they are given
   * @param options.descending whether the largest come first
   * @param options.empty what to say instead of a table without rows
   * @param options.rowsAPage how many rows to show at once
   */
  constructor(options) {
    Object.assign(this, {rowsAPage: ROWS_A_PAGE, descending: false, sort: null, ...options});
    this.page = 0;
    this.sought = '';
    this.headers = this.columns.map((column, index) => this.header(column, index));
    this.body = element('tbody');
    this.shown = element('span.shown', {'aria-live': 'polite'});
    this.previous = element('button', {type: 'button', click: () => this.turn(-1)}, 'Previous');
    this.next = element('button', {type: 'button', click: () => this.turn(1)}, 'Next');
    this.find = element('input', {type: 'search', size: 16, input: () => this.seek(this.find.value)});
    this.pager = element('div.pager', {},
      element('label', {}, 'Find ', this.find), this.shown, this.previous, this.next);
    this.scroll = element('div.scroll', {role: 'region', 'aria-label': this.caption, tabindex: 0},
      element('table', {},
        element('caption.hidden', {}, this.caption),
        element('thead', {}, element('tr', {}, this.headers)),
        this.body));
    this.nothing = element('p.nothing', {}, this.empty || 'There are none.');
    this.element = element('div.table', {}, this.pager, this.scroll, this.nothing);
    this.setRows(this.rows);
  }

  /** Shows other rows, from the first page on. */
  setRows(rows) {
    this.rows = rows;
    this.texts = null;
    this.nothing.hidden = rows.length > 0;
    this.scroll.hidden = rows.length === 0;
    this.pager.hidden = rows.length <= this.rowsAPage;
    this.arrange();
  }

  header(column, index) {
    return element(column.number ? 'th.number' : 'th', {scope: 'col', title: column.hint},
      element('button', {type: 'button', click: () => this.sortBy(index)},
        column.number ? null : column.title, element('span.arrow', {'aria-hidden': 'true'}), column.number ? column.title : null));
  }

  sortBy(index) {
    this.descending = this.sort === index ? !this.descending : Boolean(this.columns[index].number);
    this.sort = index;
    this.arrange();
    announce(`Sorted by ${this.columns[index].title}, ${this.descending ? 'descending' : 'ascending'}`);
  }

  seek(text) {
    this.sought = text.trim().toLowerCase();
    this.arrange();
  }

  turn(pages) {
    this.page += pages;
    this.draw();
  }

  /** Chooses and sorts what is to be shown; a row's key is looked up once, whatever it is compared with. */
  arrange() {
    const found = this.found();
    if (this.sort == null) {
      this.arranged = found;
    } else {
      const {value} = this.columns[this.sort];
      const keyed = found.map(row => ({row, key: value(row)}));
      keyed.sort((one, other) => compare(one.key, other.key, this.descending));
      this.arranged = keyed.map(({row}) => row);
    }
    this.page = 0;
    this.draw();
  }

  found() {
    if (!this.sought) {
      return this.rows;
    }
    this.texts ??= this.rows.map(row => this.columns.map(column => column.value(row)).join(' ').toLowerCase());
    return this.rows.filter((row, index) => this.texts[index].includes(this.sought));
  }

  draw() {
    const first = this.page * this.rowsAPage;
    const rows = this.arranged.slice(first, first + this.rowsAPage);
    this.body.replaceChildren(...rows.map(row => this.line(row)));
    this.headers.forEach((header, index) => {
      const sorted = index === this.sort ? (this.descending ? 'descending' : 'ascending') : 'none';
      header.setAttribute('aria-sort', sorted);
    });
    this.shown.textContent = rows.length === 0
      ? `none of ${count(this.rows.length)}`
      : `${count(first + 1)} to ${count(first + rows.length)} of ${count(this.arranged.length)}`;
    this.previous.disabled = this.page === 0;
    this.next.disabled = first + this.rowsAPage >= this.arranged.length;
  }

  line(row) {
    return element('tr', {'aria-current': this.current?.(row) ? 'true' : null}, this.columns.map((column, index) => {
      const content = column.show ? column.show(row) : column.value(row) ?? NONE;
      const tag = index === 0 ? 'th' : 'td';
      return element(column.number ? tag + '.number' : tag, {scope: index === 0 ? 'row' : null}, content);
    }));
  }
}

/** Orders two keys; what has none comes last either way. */
function compare(one, other, descending) {
  if (one == null || other == null) {
    return (one == null) - (other == null);
  }
  const order = typeof one === 'number' ? one - other : inWords.compare(one, other);
  return descending ? -order : order;
}

/** What a chart shows as a table, made when it is asked for: for those who cannot see it, and for exact figures. */
function figures(title, table) {
  const details = element('details.figures', {
    toggle: () => {
      if (details.open && details.childElementCount === 1) {
        details.append(new SortableTable(table()).element);
      }
    },
  }, element('summary', {}, title));
  return details;
}
