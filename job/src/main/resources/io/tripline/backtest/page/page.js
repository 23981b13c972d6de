'use strict';

// What is looked at, and the page put together.

/** What is looked at. Whatever changes it, draws what depends on it anew. */
const view = {
  candidate: null,
  whole: INTERVAL,
  period: INTERVAL,
  selected: null,
  cumulative: true,

  /** Looks at a candidate, and at something that it said. */
  choose(candidate, selected) {
    const other = candidate !== this.candidate;
    this.candidate = candidate;
    this.selected = selected ?? noteworthy(candidate);
    if (other) {
      this.whole = covered(candidate);
      this.period = this.whole;
      build(SECTIONS.filter(maker => !built.has(maker) || !OF_ALL.has(maker)));
      fillCandidates();
      fillPeriod();
      this.setPeriod(this.whole);
    } else {
      build([marginSection, momentSection]);
      markRows();
    }
  },

  /** Looks at some days. */
  setPeriod({from, to}, by) {
    const start = Math.max(this.whole.from, Math.min(Math.floor(from / DAY) * DAY, this.whole.to - DAY));
    const end = Math.min(this.whole.to, Math.max(Math.ceil(to / DAY) * DAY, start + DAY));
    this.period = {from: start, to: end};
    byId('from').value = day(start);
    byId('to').value = day(end - 1);
    for (const {charts, show} of built.values()) {
      if (show && !charts.includes(by)) {
        show(this.period);
      }
    }
  },

  setCumulative(cumulative) {
    this.cumulative = cumulative;
    build([marginSection]);
    byId('margin').querySelector('input:checked').focus();
  },

  rebuild(maker) {
    build([maker]);
  },

  go(link) {
    if (location.hash === link) {
      follow();
    } else {
      location.hash = link;
    }
  },
};

const SECTIONS = [
  candidatesSection, candidateSection, marginSection, momentSection, utilizationSection, flowSection, incidentsSection, tripsSection,
  laborSection, ...REPORT.sweep ? [sweepSection] : [], ...REPORT.asKnownNow ? [asKnownNowSection] : [], dataSection, manifestSection,
];

/** Those that are the same whatever is looked at. */
const OF_ALL = new Set([candidatesSection, sweepSection, asKnownNowSection, manifestSection]);

const built = new Map();
const byId = id => document.getElementById(id);

/** What a reader would like to see first: what the largest sum of money explains, or else anything with reasons. */
function noteworthy(candidate) {
  const weight = ({leaves, excess}) => leaves[0].unit === 'MONEY' ? 1 + Math.abs(excess) : 0;
  const explained = candidate.happened.filter(incident => incident.leaves.length > 0);
  return explained.sort((one, other) => weight(other) - weight(one))[0] ?? candidate.tripped[0] ?? candidate.happened[0] ?? null;
}

/** Makes sections, or makes them anew where they stand. */
function build(makers) {
  for (const maker of makers) {
    const old = built.get(maker);
    const made = maker(view);
    if (old) {
      old.charts?.forEach(chart => chart.dispose());
      old.element.replaceWith(made.element);
    } else {
      byId('results').append(made.element);
    }
    built.set(maker, made);
    made.charts?.forEach(chart => chart.draw());
    made.drawn?.();
  }
}

function markRows() {
  for (const row of document.querySelectorAll('#incidents tr, #trips tr')) {
    const link = row.querySelector('a')?.getAttribute('href');
    row.toggleAttribute('aria-current', false);
    if (link && link === view.selected?.link) {
      row.setAttribute('aria-current', 'true');
    }
  }
}

/** Goes where the address says: to a candidate, or to the moment of an incident or trip on the curve. */
function follow() {
  const [, kind, number] = location.hash.match(/^#(candidate|incident|trip)-(\d+)$/) ?? [];
  if (kind === 'candidate' && CANDIDATES[number]) {
    view.choose(CANDIDATES[number]);
    reach('chosen');
  } else if (kind) {
    const happened = (kind === 'trip' ? TRIPS : INCIDENTS)[number];
    if (happened) {
      view.choose(BY_NAME.get(happened.candidate), happened);
      const until = Math.min(happened.until ?? happened.at, happened.at + 14 * DAY);
      view.setPeriod({from: happened.at - 7 * DAY, to: until + 7 * DAY});
      reach('margin');
      announce(`${happened.subject}, ${minute(happened.at)}, is marked on the curve of ${happened.candidate}. ${happened.headline}`);
    }
  }
}

function reach(id) {
  byId(id).scrollIntoView({block: 'start'});
  byId(id + '-title').focus({preventScroll: true});
}

function fillServices() {
  byId('service').replaceChildren(...SERVICES.map(service => new Option(service)));
  byId('service').addEventListener('change', () =>
    view.choose(CANDIDATES.find(candidate => candidate.serviceId === byId('service').value)));
  byId('candidate').addEventListener('change', () => view.choose(CANDIDATES[byId('candidate').value]));
}

function fillCandidates() {
  const {candidate} = view;
  byId('service').value = candidate.serviceId;
  byId('candidate').replaceChildren(...CANDIDATES.filter(({serviceId}) => serviceId === candidate.serviceId)
    .map(({name, number}) => new Option(name, number, false, number === candidate.number)));
}

function fillPeriod() {
  for (const id of ['from', 'to']) {
    byId(id).min = day(view.whole.from);
    byId(id).max = day(view.whole.to - 1);
  }
}

function attendPeriod() {
  for (const id of ['from', 'to']) {
    byId(id).addEventListener('change', () => {
      const from = Date.parse(byId('from').value);
      const to = Date.parse(byId('to').value) + DAY;
      if (from < to) {
        view.setPeriod({from, to});
      }
    });
  }
  byId('whole').addEventListener('click', () => view.setPeriod(view.whole));
  byId('choosers').addEventListener('submit', event => event.preventDefault());
}

/** The candidate that a reader would like to see first: the one that saved most, or else said most. */
function first() {
  const rank = candidate => [candidate.trips.saved == null ? -Infinity : Number(candidate.trips.saved), candidate.incidents.opened];
  return [...CANDIDATES].sort((one, other) => rank(other)[0] - rank(one)[0] || rank(other)[1] - rank(one)[1])[0];
}

function start() {
  const {manifest} = REPORT;
  const covers = `${minute(manifest.from)} to ${minute(manifest.to)} UTC, as known then. Amounts are in ${CURRENCY}.`;
  document.title = `Backtest ${day(INTERVAL.from)} to ${day(INTERVAL.to)}`;
  byId('covers').textContent = covers;
  byId('imprint').textContent = `Tripline ${manifest.jobVersion}, results ${manifest.resultsSha256}. `
    + 'The same as data: report.json and the CSV files beside it. Charts by Apache ECharts.';
  fillServices();
  attendPeriod();
  view.choose(first());
  byId('contents').append(...[...document.querySelectorAll('main > section')].map(part =>
    element('li', {}, element('a', {href: '#' + part.id}, part.id === 'chosen' ? 'Chosen candidate' : part.querySelector('h2').textContent.split(/[:,]/)[0]))));
  Chart.attend();
  addEventListener('hashchange', follow);
  follow();
}

start();
