'use strict';

// What all charts share. They are redrawn when the colour scheme changes, and for paper.

const PAPER_WIDTH = 690;

/** Above so many points of one kind, drawing on a canvas is faster than elements of their own. */
const MANY_POINTS = 2000;

/** The colours that hold now, as the style sheet has them, and the font: text is measured with it. */
function palette() {
  const style = getComputedStyle(document.documentElement);
  const names = ['text', 'muted', 'line', 'surface', 'actual', 'planned', 'original', 'bad', 'worse', 'trip', 'shade'];
  return {
    ...Object.fromEntries(names.map(name => [name, style.getPropertyValue('--' + name).trim()])),
    font: getComputedStyle(document.body).fontFamily,
  };
}

/** A chart in a figure with a caption, a key to its colours, and its figures as a table. */
class Chart {
  static all = new Set();

  /**
   * @param options.name of the chart, for tests and for links
   * @param options.caption what it shows
   * @param options.says what can be seen on it, for those who can't
   * @param options.key of each series `[kind, colour, text]`, the kind being one of those of `swatch`
   * @param options.height in pixels
   * @param options.points about how many it has
   * @param options.option ((colours, width in pixels) => what ECharts is to draw)
   * @param options.table what `SortableTable` takes, made when asked for
   */
  constructor(options) {
    this.option = options.option;
    this.place = element('div.chart', {
      'data-chart': options.name, role: 'img', 'aria-label': `${options.caption} ${options.says}`,
      style: `height: ${options.height || 300}px`,
    });
    this.renderer = options.points > MANY_POINTS ? 'canvas' : 'svg';
    this.element = element('figure', {},
      element('figcaption', {}, options.caption),
      options.key && element('ul.key', {}, options.key.map(([kind, colour, text]) =>
        element('li', {}, swatch(kind, colour), text))),
      this.place,
      options.table && figures('The figures', options.table));
  }

  /** Draws it; its place must stand in the document. */
  draw() {
    this.chart ??= echarts.init(this.place, null, {renderer: this.renderer});
    this.chart.setOption(this.option(palette(), this.chart.getWidth()), {notMerge: true});
    Chart.all.add(this);
    return this;
  }

  /** Changes some of it. */
  change(option) {
    this.chart?.setOption(option);
  }

  /** Gives back what it holds on to. */
  dispose() {
    this.chart?.dispose();
    Chart.all.delete(this);
  }

  static redraw(size) {
    for (const drawn of Chart.all) {
      drawn.chart.resize(size);
      drawn.draw();
    }
  }

  /** Keeps all charts as wide as the page, in the colours of its scheme, and ready for paper. */
  static attend() {
    new ResizeObserver(() => {
      if (!('paper' in document.documentElement.dataset)) {
        Chart.redraw();
      }
    }).observe(document.getElementById('results'));
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => Chart.redraw());
    addEventListener('beforeprint', () => {
      document.documentElement.dataset.paper = '';
      Chart.redraw({width: PAPER_WIDTH});
    });
    addEventListener('afterprint', () => {
      delete document.documentElement.dataset.paper;
      Chart.redraw({width: 'auto'});
    });
  }
}

/** A sample of a line or mark, as the chart draws it. */
function swatch(kind, colour) {
  const shapes = {
    line: ['path', {d: 'M1 8h22', 'stroke-width': 2.5}],
    dashed: ['path', {d: 'M1 8h22', 'stroke-width': 2, 'stroke-dasharray': '6 3'}],
    dotted: ['path', {d: 'M1 8h22', 'stroke-width': 2, 'stroke-dasharray': '2 3'}],
    circle: ['circle', {cx: 12, cy: 8, r: 4.5, 'stroke-width': 2}],
    dot: ['circle', {cx: 12, cy: 8, r: 4.5, 'stroke-width': 2}],
    triangle: ['path', {d: 'M12 2l6.5 11h-13z', 'stroke-width': 1}],
    area: ['path', {d: 'M1 2h22v12h-22z', 'stroke-width': 0}],
  };
  const [shape, attributes] = shapes[kind];
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  const drawn = document.createElementNS(svg.namespaceURI, shape);
  for (const [name, value] of Object.entries({width: 24, height: 16, 'aria-hidden': true})) {
    svg.setAttribute(name, value);
  }
  for (const [name, value] of Object.entries(attributes)) {
    drawn.setAttribute(name, value);
  }
  svg.classList.add('swatch', 'on-' + colour, kind === 'line' || kind.startsWith('d') && kind !== 'dot' || kind === 'circle'
    ? 'outline' : 'filled');
  svg.append(drawn);
  return svg;
}

/** What charts over time have in common. */
function overTime(colours, width, period, unit, format) {
  return {
    useUTC: true,
    animation: false,
    textStyle: {fontFamily: colours.font, color: colours.muted},
    grid: {left: 4, right: 14, top: 26, bottom: 8, containLabel: true},
    tooltip: {...floating(colours), trigger: 'axis', axisPointer: {lineStyle: {color: colours.muted}}},
    xAxis: {
      type: 'time', min: period.from, max: period.to, splitNumber: width < 600 ? 3 : 8,
      axisLine: {lineStyle: {color: colours.line}, onZero: false},
      axisLabel: {color: colours.muted, hideOverlap: true, formatter: {
        year: '{yyyy}', month: '{MMM} {yyyy}', day: '{d} {MMM}', hour: '{HH}:{mm}', minute: '{HH}:{mm}', none: '{HH}:{mm}',
      }},
      splitLine: {show: false},
    },
    yAxis: {
      type: 'value', name: unit, nameTextStyle: {color: colours.muted, align: 'left', padding: [0, 0, 0, -30]},
      axisLabel: {color: colours.muted, formatter: format},
      splitLine: {lineStyle: {color: colours.line}},
    },
  };
}

/** What follows the pointer. */
function floating(colours) {
  return {
    confine: true, backgroundColor: colours.surface, borderColor: colours.line, padding: 8,
    textStyle: {color: colours.text, fontSize: 12},
  };
}

/** The inside of what follows the pointer: a title, and what there is to say below it. */
function note(title, pairs) {
  return element('div.note', {}, element('strong', {}, title), terms('pairs', pairs));
}

/** A line of a chart over time. */
function line(name, colour, data, style = {}) {
  return {
    name, type: 'line', data, showSymbol: data.length === 1, symbolSize: 5, color: colour, connectNulls: false,
    lineStyle: {width: style.width || 2, type: style.type || 'solid', color: colour},
    // Without a zlevel, ECharts 5.3 complains when it draws a symbol below the pointer.
    emphasis: {disabled: true}, z: style.z || 2, zlevel: 0,
  };
}

/**
 * Bars that each begin where the one before ended.
 *
 * @param options.rows of each `name`, `amount`, and `total`, which begins at nothing and says where the bars have come to
 * @param options.format (amount => text)
 * @param options.favourable 1 where more is better, -1 where less is, 0 where neither
 */
function waterfall(options) {
  let reached = 0;
  const bars = options.rows.map(row => {
    const start = row.total ? 0 : reached;
    const end = row.total ? row.amount : reached + row.amount;
    reached = end;
    return {...row, start, end};
  });
  const colourOf = (bar, colours) => bar.total || !options.favourable ? colours.planned
    : bar.amount * options.favourable < 0 ? colours.bad : colours.actual;
  return new Chart({
    ...options,
    height: bars.length * BAR + 30,
    option: (colours, width) => ({
      animation: false,
      textStyle: {fontFamily: colours.font, color: colours.muted},
      grid: {left: nameWidth(width) + 10, right: 90, top: 4, bottom: 24},
      tooltip: {
        ...floating(colours), trigger: 'item',
        formatter: ({dataIndex}) => note(bars[dataIndex].name, [['', options.format(bars[dataIndex].amount)]]),
      },
      xAxis: {
        type: 'value', axisLabel: {color: colours.muted, formatter: options.axis, hideOverlap: true},
        splitNumber: width < 600 ? 2 : 5,
        splitLine: {lineStyle: {color: colours.line}},
      },
      yAxis: {
        type: 'category', inverse: true, data: bars.map(bar => bar.name), axisTick: {show: false},
        axisLine: {lineStyle: {color: colours.line}, onZero: true},
        axisLabel: {color: colours.text, interval: 0, width: nameWidth(width), overflow: 'break', lineHeight: 13},
      },
      series: [{
        type: 'custom',
        encode: {x: [0, 1], y: 2},
        data: bars.map((bar, index) => [bar.start, bar.end, index]),
        renderItem: (params, api) => bar(bars[params.dataIndex], api, colours, colourOf, options),
      }],
    }),
  });
}

/** Pixels from one bar to the next. */
const BAR = 30;

/** How much room the names of bars get. */
const nameWidth = width => width < 600 ? 130 : 250;

/** One bar of a waterfall with its amount beside it, and a hairline to the next. */
function bar(drawn, api, colours, colourOf, options) {
  const [start, y] = api.coord([drawn.start, api.value(2)]);
  const [end] = api.coord([drawn.end, api.value(2)]);
  const height = 16;
  const left = Math.min(start, end);
  const right = Math.max(start, end);
  return {
    type: 'group',
    children: [
      {
        type: 'rect',
        shape: {x: left, y: y - height / 2, width: Math.max(1, right - left), height},
        style: {fill: colourOf(drawn, colours)},
      },
      {
        type: 'line',
        shape: {x1: end, y1: y + height / 2, x2: end, y2: y + BAR - height / 2},
        style: {stroke: colours.muted, lineWidth: drawn.last ? 0 : 1},
      },
      {
        type: 'text',
        style: {
          x: right + 5, y, text: options.format(drawn.amount), fill: colours.text, textVerticalAlign: 'middle',
          font: `${drawn.total ? '600 ' : ''}12px ${colours.font}`,
        },
      },
    ],
  };
}
