'use strict';

// The sections of the page, each a function of what is looked at: `candidate`, `period` and `selected`, an incident or
// a trip. A section is its element and the charts in it; those of them that go along with the period say how.

const CURRENCY = REPORT.manifest.currency;

/** All candidates side by side. */
function candidatesSection() {
  const columns = [
    {title: 'Candidate', value: c => c.name, show: c => element('a', {href: '#candidate-' + c.number}, c.name)},
    {title: 'Service', value: c => c.serviceId},
    {title: 'Against plan', hint: 'actual margin less the planned one', number: true,
      value: c => margins.get(c).margin == null ? null : margins.get(c).margin - margins.get(c).planned,
      show: c => difference(margins.get(c).margin == null ? null : margins.get(c).margin - margins.get(c).planned)},
    {title: 'Incidents', value: c => c.incidents.opened, number: true, show: c => count(c.incidents.opened)},
    {title: 'False incidents', hint: 'incidents that recovered by themselves soon', value: c => c.incidents.falseAlarms, number: true},
    {title: 'Warned', value: c => c.trips.warned, number: true},
    {title: 'Trips', value: c => c.trips.tripped, number: true},
    {title: 'False trips', hint: 'trips whose conditions failed again soon', value: c => c.trips.falseAlarms, number: true},
    {title: 'First trip', value: c => c.trips.firstAt,
      show: c => c.tripped.length ? moment(c.tripped[0]) : 'never'},
    {title: 'Saved', hint: 'what stopping the service at its first trip would have saved', number: true,
      value: c => c.trips.saved == null ? null : Number(c.trips.saved), show: c => money(c.trips.saved)},
    {title: 'Found', hint: 'labels found by incidents', value: c => c.incidents.detection?.recall ?? null, number: true,
      show: c => found(c.incidents.detection)},
    {title: 'Delay', hint: 'median delay of incidents from the labelled onset', number: true,
      value: c => c.incidents.detection?.medianDelayMs ?? null,
      show: c => duration(c.incidents.detection?.medianDelayMs)},
    {title: 'Blind', hint: 'part of the time in which targets had no data or were frozen', number: true,
      value: c => c.evaluatedMs ? c.blindMs / c.evaluatedMs : null,
      show: c => percent(c.evaluatedMs ? c.blindMs / c.evaluatedMs : null)},
    {title: 'Alarms a week', value: c => c.alarmsPerWeek, number: true, show: c => fewDigits.format(c.alarmsPerWeek)},
  ];
  const margins = new Map(CANDIDATES.map(candidate => [candidate, sums(candidate)]));
  const labelled = CANDIDATES.some(candidate => candidate.incidents.detection);
  const table = new SortableTable({
    caption: 'All candidates', rows: CANDIDATES, rowsAPage: 20,
    columns: columns.filter(({title}) => (labelled || title !== 'Found' && title !== 'Delay') && (SERVICES.length > 1 || title !== 'Service')),
  });
  return {element: section('candidates', 'Candidates',
    element('p', {}, summary()),
    REPORT.neverFired.length > 0 && element('p', {}, `${plural(REPORT.neverFired.length, 'candidate')} never fired: `
      + REPORT.neverFired.slice(0, 12).join(', ') + (REPORT.neverFired.length > 12 ? ', …' : '') + '.') || null,
    table.element,
    element('p.remark', {}, `Against plan is the actual margin less the planned one, in ${CURRENCY}, over the whole run. Saved is what `
      + 'stopping at the first trip would have saved until the end: spend and labor from then on, less what the service still '
      + 'earned; negative where it earned more. Labor is saved only if the people freed are put to other work. False is '
      + `an alarm that was over by itself within ${duration(REPORT.manifest.falseAlarmWithinMs)}. Blind is the part of the `
      + 'time in which targets were evaluated, but had no data or were frozen.'))};
}

function summary() {
  const facts = Object.values(REPORT.manifest.feeds).reduce((sum, feed) => sum + feed.read, 0);
  const fired = CANDIDATES.length - REPORT.neverFired.length;
  return `${plural(CANDIDATES.length, 'candidate')} for ${plural(SERVICES.length, 'service')} on ${plural(facts, 'fact')}: `
    + `${count(fired)} of them fired, with ${plural(INCIDENTS.length, 'incident')} and ${plural(TRIPS.length, 'trip')}.`;
}

/** What the candidate that was chosen came to. */
function candidateSection({candidate}) {
  const sum = sums(candidate);
  const {incidents, trips} = candidate;
  const change = sum.margin == null ? null : sum.margin - sum.planned;
  const parameters = Object.entries(candidate.parameters).map(([path, value]) => `${path} = ${value}`).join(', ');
  return {element: section('chosen', `${candidate.name}, for ${candidate.serviceId}`,
    terms('headline', [
      [`Margin, ${CURRENCY}`, money(sum.margin), `${difference(change)} against plan`],
      ['Planned margin', money(sum.planned),
        sum.original === sum.planned ? 'the original baseline, too' : `${money(sum.original)} by the original baseline`],
      ['Incidents', count(incidents.opened),
        `${count(incidents.critical)} critical, ${count(incidents.falseAlarms)} false, ${count(incidents.openAtEnd)} open at the end`],
      ['Trips', count(trips.tripped),
        trips.firstAt ? `first ${minute(trips.firstAt)}` : `warned ${count(trips.warned)} times`],
      [`Saved by the first trip, ${CURRENCY}`, money(trips.saved),
        trips.saved == null ? 'it never tripped' : `${count(trips.falseAlarms)} of ${plural(trips.tripped, 'trip')} false`],
      incidents.detection && trips.detection
        ? ['Labels found', `${found(incidents.detection)}`,
          incidents.detection.medianDelayMs == null ? 'by incidents'
            : `by incidents, after ${duration(incidents.detection.medianDelayMs)}; by trips ${found(trips.detection)}`]
        : ['Alarms a week', fewDigits.format(candidate.alarmsPerWeek), `${fewDigits.format(candidate.eventsPerWeek)} events`],
      ['Blind', percent(candidate.evaluatedMs ? candidate.blindMs / candidate.evaluatedMs : null), 'no data, or frozen'],
    ]),
    element('p.remark', {}, [
      `Plan version ${candidate.planVersion}, in force for ${duration(candidate.inForceMs)} of ${duration(INTERVAL.to - INTERVAL.from)}.`,
      parameters && ` Swept: ${parameters}.`,
      incidents.detection && ` Precision: ${correct(incidents.detection)} incidents and `
        + `${correct(trips.detection)} trips are about something labelled.`,
    ].filter(Boolean).join('')))};
}

/** Where a moment lies on a curve through some points. */
function valueAt(points, at) {
  let low = 0;
  let high = points.length - 1;
  if (high < 0 || at <= points[0][0]) {
    return points[0]?.[1] ?? 0;
  }
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (points[middle][0] <= at) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const [[from, start], [to, end]] = [points[low], points[high]];
  return at >= to ? end : start + (end - start) * (at - from) / (to - from);
}

/** Planned, original and actual margin, with what was said marked on it. */
function marginSection(view) {
  const {candidate} = view;
  const {days, moments} = booksOf(candidate);
  const cumulative = view.cumulative;
  const curve = decimal => cumulative
    ? [[moments[0]?.begins, 0], ...cumulated(days, decimal).map((sum, index) => [moments[index].ends, sum])].slice(0, days.length ? undefined : 0)
    : days.map((day, index) => [moments[index].noon, Number(decimal(day))]);
  const actual = curve(day => day.margin);
  const same = days.every(day => day.planned.margin === day.original.margin);
  const marks = happened => happened.map(h => ({
    value: [h.at, cumulative ? valueAt(actual, h.at) : dayValue(actual, h.at)], link: h.link, happened: h,
  }));
  const critical = marks(candidate.happened.filter(incident => incident.severity === 'CRITICAL'));
  const warning = marks(candidate.happened.filter(incident => incident.severity !== 'CRITICAL'));
  const trips = marks(candidate.tripped);
  const labels = REPORT.labels.filter(label => label.serviceId === candidate.serviceId);
  const chart = new Chart({
    name: 'margin', height: 380, points: critical.length + warning.length + trips.length,
    caption: `Margin of ${candidate.serviceId}, ${CURRENCY}, ${cumulative ? 'added up over the run' : 'of each day'}.`,
    says: `${plural(candidate.happened.length, 'incident')} and ${plural(candidate.tripped.length, 'trip')} are marked on it. `
      + (cumulative && days.length ? `It ends at ${money(actual.at(-1)[1])}, planned ${money(sums(candidate).planned)}.` : ''),
    key: [
      ['line', 'actual', 'actual'], ['dashed', 'planned', 'planned'], ['dotted', 'original', same ? 'original baseline, the same' : 'original baseline'],
      ['dot', 'worse', 'critical incident'], ['circle', 'bad', 'warning'], ['triangle', 'trip', 'trip'],
      ...labels.length ? [['area', 'shade', 'labelled: ' + [...new Set(labels.map(label => label.note).filter(Boolean))].slice(0, 3).join('; ')]] : [],
    ],
    table: () => ({
      caption: 'Margin by day', rows: days, columns: [
        {title: 'Day', value: d => d.date},
        ...['planned', 'original'].flatMap(which => [
          {title: which === 'planned' ? 'Planned' : 'Original', number: true, value: d => Number(d[which].margin), show: d => money(d[which].margin)}]),
        {title: 'Actual', number: true, value: d => Number(d.margin), show: d => money(d.margin)},
        {title: 'Revenue', number: true, value: d => Number(d.revenue), show: d => money(d.revenue)},
        {title: 'Labor', number: true, value: d => Number(d.labor), show: d => money(d.labor)},
        {title: 'Spend', number: true, value: d => Number(d.spend), show: d => money(d.spend)},
        {title: 'Units', number: true, value: d => d.units, show: d => count(d.units)},
      ],
    }),
    option: (colours, width) => {
      const base = overTime(colours, width, view.period, CURRENCY, short);
      const selected = view.selected && view.selected.candidate === candidate.name ? [{xAxis: view.selected.at}] : [];
      return {
        ...base,
        grid: {...base.grid, bottom: 34},
        xAxis: {...base.xAxis, min: view.whole.from, max: view.whole.to},
        yAxis: {...base.yAxis, scale: true},
        dataZoom: [{
          type: 'slider', show: !('paper' in document.documentElement.dataset), height: 18, bottom: 4, startValue: view.period.from, endValue: view.period.to,
          filterMode: 'filter', brushSelect: false, showDetail: false, borderColor: colours.line,
          fillerColor: colours.shade, handleStyle: {color: colours.surface, borderColor: colours.muted},
          moveHandleStyle: {color: colours.muted}, dataBackground: {lineStyle: {color: colours.muted}, areaStyle: {color: colours.line}},
          selectedDataBackground: {lineStyle: {color: colours.actual}, areaStyle: {color: colours.shade}},
        }],
        tooltip: {...base.tooltip, formatter: points => marginNote(points, cumulative)},
        series: [
          {...line('planned', colours.planned, curve(day => day.planned.margin), {type: 'dashed'}),
            markArea: labelled(labels, colours)},
          line('original', colours.original, curve(day => day.original.margin), {type: 'dotted'}),
          {...line('actual', colours.actual, actual, {width: 2.5, z: 3}),
            markLine: {
              data: selected, symbol: 'none', silent: true, animation: false, label: {show: false},
              lineStyle: {color: colours.text, type: 'solid', width: 1},
            }},
          dots('warning', warning, {symbol: 'circle', symbolSize: 9, itemStyle: {color: colours.surface, borderColor: colours.bad, borderWidth: 2}}, colours),
          dots('critical', critical, {symbol: 'circle', symbolSize: 9, itemStyle: {color: colours.worse, borderColor: colours.surface, borderWidth: 1}}, colours),
          dots('trip', trips, {symbol: 'triangle', symbolSize: 14, itemStyle: {color: colours.trip, borderColor: colours.surface, borderWidth: 1}}, colours),
        ],
      };
    },
  });
  const choice = (value, text) => element('label', {}, element('input', {
    type: 'radio', name: 'curve', value, checked: (value === 'cumulative') === cumulative, change: () => view.setCumulative(value === 'cumulative'),
  }), text);
  return {
    element: section('margin', 'Margin',
      element('fieldset.inline', {}, element('legend', {}, 'Margin'), choice('cumulative', 'added up'), choice('daily', 'of each day')),
      chart.element),
    charts: [chart],
    drawn() {
      chart.chart.on('click', ({data}) => data?.link && view.go(data.link));
      chart.chart.on('datazoom', () => {
        const [{startValue, endValue}] = chart.chart.getOption().dataZoom;
        view.setPeriod({from: startValue, to: endValue}, chart);
      });
    },
    show: period => chart.chart.dispatchAction({type: 'dataZoom', startValue: period.from, endValue: period.to}, {silent: true}),
  };
}

/** The value of the day that a moment lies in. */
function dayValue(points, at) {
  const noon = Math.floor((at - 1) / DAY) * DAY + DAY / 2;
  return points.find(([time]) => time === noon)?.[1] ?? 0;
}

/** Marks on a curve, which tell what they stand for. */
function dots(name, data, style, colours) {
  return {
    name, type: 'scatter', data, z: 5, ...style, cursor: 'pointer',
    tooltip: {...floating(colours), trigger: 'item', formatter: ({data: {happened}}) => note(
      `${happened.subject} ${happened.kind === 'trip' ? 'tripped' : 'opened'} ${minute(happened.at)}`, [['', happened.headline]])},
  };
}

function marginNote(points, cumulative) {
  const lines = points.filter(point => point.seriesType === 'line');
  if (lines.length === 0) {
    return '';
  }
  const at = lines[0].value[0];
  const values = Object.fromEntries(lines.map(({seriesName, value}) => [seriesName, value[1]]));
  return note(cumulative ? `until ${minute(at)}` : day(at), [
    ['actual', money(values.actual)], ['planned', money(values.planned)], ['original', money(values.original)],
    ['against plan', difference(values.actual - values.planned)],
  ]);
}

/** What is known to have happened, as a shade behind a curve. */
function labelled(labels, colours) {
  return {
    silent: true, itemStyle: {color: colours.shade},
    data: labels.map(label => [{xAxis: millis(label.onset)}, {xAxis: millis(label.end) ?? INTERVAL.to}]),
  };
}

/** What was said at the moment that is looked at, and why, in parts that add up. */
function momentSection({selected, go}) {
  if (!selected) {
    return {element: section('reasons', 'Reasons', element('p.nothing', {}, 'Nothing was said.'))};
  }
  const all = [...BY_NAME.get(selected.candidate).happened, ...BY_NAME.get(selected.candidate).tripped]
    .sort((one, other) => one.at - other.at);
  const place = all.indexOf(selected);
  const step = (text, other) => element('button', {type: 'button', disabled: !other, click: () => other && go(other.link)}, text);
  const {charts = [], parts} = selected.kind === 'trip' ? tripReasons(selected) : incidentReasons(selected);
  return {
    element: section('reasons', 'Reasons',
      element('p.steps', {}, step('Previous', all[place - 1]), step('Next', all[place + 1]),
        element('span', {}, ` ${count(place + 1)} of ${plural(all.length, 'incident or trip', 'incidents and trips')}`)),
      element('h3', {}, selected.kind === 'trip' ? `${selected.ruleId} tripped ${minute(selected.at)}`
        : `${selected.targetId} opened ${minute(selected.at)}`),
      element('p.said', {}, selected.headline), parts),
    charts,
  };
}

function incidentReasons(incident) {
  const value = amount => metricValue(incident.metric, amount);
  const facts = terms('facts', [
    ['Severity', incident.severity.toLowerCase()],
    ['Metric', incident.window ? `${incident.metric}, ${incident.window}` : incident.metric],
    ['Actual', value(incident.actual)], ['Target', value(incident.target)], ['Excess', value(incident.excess)],
    ['Worst excess', value(incident.worstExcess)],
    ['Since', minute(incident.since)],
    ['Over', incident.resolvedAt ? `${minute(incident.resolvedAt)}${incident.reason ? `, ${incident.reason.toLowerCase()}` : ''}` : 'open at the end'],
    ['False alarm', incident.falseAlarm ? 'yes' : 'no'],
  ]);
  if (incident.leaves.length === 0) {
    return {parts: [facts, element('p.nothing', {}, 'A variance of this metric has no parts.')]};
  }
  const ofMoney = incident.leaves[0].unit === 'MONEY';
  const amount = leaf => ofMoney ? Number(leaf.amount) : Number(leaf.amount) / HOUR;
  const sum = ofMoney ? total(incident.leaves.map(leaf => leaf.amount))
    : incident.leaves.reduce((reached, leaf) => reached + Number(leaf.amount), 0) / HOUR;
  const format = ofMoney ? difference : value => difference(value) + ' h';
  const chart = waterfall({
    name: 'reasons',
    caption: ofMoney ? `How the variance comes about, ${CURRENCY}; to the right is better for the margin.`
      : 'How the variance comes about, hours towards the breach; they add up to the excess in hours of capacity.',
    says: `The parts add up to ${format(sum)}.`,
    favourable: ofMoney ? 1 : -1, format, axis: ofMoney ? short : value => short(value) + ' h',
    rows: [
      ...incident.leaves.filter(leaf => visible(amount(leaf))).map(leaf => ({name: leafName(leaf), amount: amount(leaf)})),
      {name: 'Variance', amount: sum, total: true, last: true},
    ],
    key: [['area', 'actual', 'better'], ['area', 'bad', 'worse'], ['area', 'planned', 'variance, all of it']],
    table: () => ({
      caption: 'Parts of the variance', rows: [...incident.leaves, {name: null, amount: null}], columns: [
        {title: 'Part', value: leaf => leaf.name ? leafName(leaf) : 'Variance'},
        {title: 'Leaf', value: leaf => leaf.name},
        {title: ofMoney ? CURRENCY : 'Hours', number: true, value: leaf => leaf.name ? amount(leaf) : sum,
          show: leaf => format(leaf.name ? amount(leaf) : sum)},
      ],
    }),
  });
  const flows = incident.flows.length === 0 ? [] : [
    element('h4', {}, `Who was diverted in this window, ${minute(incident.windowStart)} to ${minute(incident.windowEnd)}`),
    new SortableTable({...flowTable(incident.flows, 'Diverted in the window'), rowsAPage: 10}).element];
  return {parts: [facts, chart.element, ...flows], charts: [chart]};
}

/** What is less than half a cent, or of an hour less than half a hundredth, stands in the table only. */
const visible = amount => Math.abs(amount) >= 0.005;

function tripReasons(trip) {
  const chart = waterfall({
    name: 'reasons', caption: `What stopping at this trip would have saved until the end, ${CURRENCY}.`,
    says: `It adds up to ${money(trip.saved)}.`, favourable: 1, format: difference, axis: short,
    rows: [
      {name: 'Spend from then on', amount: Number(trip.spend)},
      {name: 'Labor from then on', amount: Number(trip.labor)},
      {name: 'Earned by units', amount: -Number(trip.earned)},
      {name: 'Retainer', amount: -Number(trip.retainer)},
      {name: 'Saved', amount: Number(trip.saved), total: true, last: true},
    ],
    key: [['area', 'actual', 'not spent'], ['area', 'bad', 'not earned'], ['area', 'planned', 'saved, all of it']],
    table: () => ({
      caption: 'What is saved', columns: [{title: 'Part', value: row => row[0]},
        {title: CURRENCY, number: true, value: row => row[1], show: row => difference(row[1])}],
      rows: [['Spend', Number(trip.spend)], ['Labor', Number(trip.labor)], ['Earned by units', -Number(trip.earned)],
        ['Retainer', -Number(trip.retainer)], ['Saved', Number(trip.saved)]],
    }),
  });
  return {
    charts: [chart],
    parts: [terms('facts', [
      ['Action', trip.action.toLowerCase()], ['Mode', trip.mode.toLowerCase()], ['Since', minute(trip.since)],
      ['To be certified by', minute(trip.deadline)],
      ['Ended', trip.endedAt ? `${minute(trip.endedAt)}, ${trip.endedBy.toLowerCase()}` : 'by no command'],
      ['Recovered', minute(trip.recoveredAt)], ['False alarm', trip.falseAlarm ? 'yes' : 'no'],
      ['Time of people freed', hours(trip.capacityMs)],
    ]), chart.element],
  };
}

/** Utilization and diversion of every day. */
function utilizationSection(view) {
  const {candidate} = view;
  const {days, silences} = booksOf(candidate);
  const weekly = isLong(view.period);
  const periods = timesheet(candidate, weekly, ['capacityMs', 'ownMs', 'divertedNetMs', 'visitingMs']);
  const share = name => periods.map(sums => [sums.at, sums.capacityMs > 0 ? sums[name] / sums.capacityMs : null]);
  const series = {utilization: share('ownMs'), diversion: share('divertedNetMs'), visiting: share('visitingMs')};
  const bounds = candidate.targets.filter(target => target.bound != null && ['utilization', 'diversion'].includes(target.metric));
  const chart = new Chart({
    name: 'utilization', height: 280, points: periods.length * 3,
    caption: `Time of ${candidate.serviceId}'s people, parts of their capacity of each ${weekly ? 'week' : 'day'}.`,
    says: 'Utilization is own work, diversion what went to other services and did not come back, visiting the work of others here.',
    key: [
      ['line', 'actual', 'utilization: own work'], ['dashed', 'bad', 'diversion: went elsewhere, net'],
      ['dotted', 'trip', 'visiting: others’ people here'],
      ...silences.length ? [['area', 'shade', 'a feed was silent']] : [],
    ],
    table: () => ({
      caption: 'Time by day', rows: days, columns: [
        {title: 'Day', value: d => d.date},
        ...[['Capacity', 'capacityMs'], ['Own work', 'ownMs'], ['Diverted out', 'divertedOutMs'], ['of that net', 'divertedNetMs'],
          ['Diverted in', 'divertedInMs'], ['Visiting', 'visitingMs']].map(([title, name]) => (
          {title, number: true, value: d => d[name], show: d => hours(d[name])})),
        {title: 'Utilization', number: true, value: d => d.capacityMs ? d.ownMs / d.capacityMs : null,
          show: d => percent(d.capacityMs ? d.ownMs / d.capacityMs : null)},
        {title: 'Diversion', number: true, value: d => d.capacityMs ? d.divertedNetMs / d.capacityMs : null,
          show: d => percent(d.capacityMs ? d.divertedNetMs / d.capacityMs : null)},
      ],
    }),
    option: (colours, width) => {
      const base = overTime(colours, width, view.period, '', value => Math.round(value * 100) + ' %');
      return {
        ...base,
        yAxis: {...base.yAxis, min: 0},
        tooltip: {...base.tooltip, formatter: points => points.length === 0 ? '' : note((weekly ? 'week of ' : '') + day(points[0].value[0] - (weekly ? 3 * DAY : 0)),
          points.map(({seriesName, value}) => [seriesName, percent(value[1])]))},
        series: [
          {...line('utilization', colours.actual, series.utilization),
            markArea: {silent: true, itemStyle: {color: colours.shade}, data: silences.map(silence =>
              [{xAxis: millis(silence.from)}, {xAxis: millis(silence.to) ?? INTERVAL.to}])}},
          {...line('diversion', colours.bad, series.diversion, {type: 'dashed'}),
            markLine: {
              symbol: 'none', silent: true, animation: false, lineStyle: {color: colours.muted, type: 'solid', width: 1},
              label: {position: 'insideEndTop', color: colours.muted, formatter: '{b}'},
              data: [...new Set(bounds.map(target => target.bound))].map(bound => ({
                yAxis: Number(bound), name: bounds.filter(target => target.bound === bound).map(target => target.targetId).join(', ')})),
            }},
          line('visiting', colours.trip, series.visiting, {type: 'dotted'}),
        ],
      };
    },
  });
  return {
    element: section('time', 'Utilization and diversion', chart.element,
      bounds.length ? element('p.remark', {}, 'Thin lines are the bounds of targets: '
        + bounds.map(t => `${t.targetId} (${t.metric}, ${t.window}) ${t.direction === 'AT_MOST' ? 'at most' : 'at least'} ${percent(t.bound)}`).join('; ')
        + `. They are held to windows that end at every tick, the curves are of calendar ${weekly ? 'weeks' : 'days'}.`) : null),
    charts: [chart],
    show(period) {
      if (isLong(period) === weekly) {
        chart.change({xAxis: {min: period.from, max: period.to}});
      } else {
        view.rebuild(utilizationSection);
      }
    },
  };
}

/** Whether days would be too many to be seen, and weeks are shown. */
const isLong = ({from, to}) => to - from > 180 * DAY;

const MOST_PEOPLE = 24;

/** Who was diverted where, over the whole run. */
function flowSection({candidate}) {
  const {flows} = booksOf(candidate);
  if (flows.length === 0) {
    return {element: section('flows', 'Who was diverted where', element('p.nothing', {}, 'Nobody was diverted from or to this service.'))};
  }
  const out = flow => flow.from === candidate.serviceId;
  const largest = new Set([...flows].sort((one, other) => other.ms - one.ms).slice(0, MOST_PEOPLE));
  const links = new Map();
  const add = (source, target, ms) => {
    const key = JSON.stringify([source, target]);
    links.set(key, {source, target, value: (links.get(key)?.value ?? 0) + ms});
  };
  const others = flows.length - largest.size;
  for (const flow of flows) {
    const person = largest.has(flow) ? `${flow.personId}, ${flow.role}` : plural(others, 'other');
    const middle = `who ${out(flow) ? 'went' : 'came'} ${person}`;
    add('from ' + flow.from, middle, flow.ms);
    add(middle, 'to ' + flow.to, flow.ms);
  }
  const named = new Set([...links.values()].flatMap(({source, target}) => [source, target]));
  const label = name => name.replace(/^(from|to|who went|who came) /, '');
  const people = [...named].filter(name => name.startsWith('who ')).length;
  const sum = which => flows.filter(which).reduce((ms, flow) => ms + flow.ms, 0);
  const chart = new Chart({
    name: 'flows', height: Math.max(160, people * 26 + 40), points: named.size,
    caption: `Time diverted from and to ${candidate.serviceId} over the whole run, gross; left is who pays, right where the work was.`,
    says: `${hours(sum(out))} went out, ${hours(sum(flow => !out(flow)))} came in.`,
    table: () => flowTable(flows, 'Diverted over the whole run'),
    option: (colours, width) => ({
      animation: false,
      textStyle: {fontFamily: colours.font},
      tooltip: {...floating(colours), formatter: ({dataType, data, value}) => dataType === 'edge'
        ? note(`${label(data.source)} → ${label(data.target)}`, [['', hours(data.value)]]) : note(label(data.name), [['', hours(value)]])},
      series: [{
        type: 'sankey', left: 4, right: 4, top: 8, bottom: 8, nodeWidth: 10, nodeGap: 15, draggable: false, layoutIterations: 64,
        emphasis: {focus: 'adjacency'}, lineStyle: {color: 'source', opacity: 0.35}, nodeAlign: 'justify',
        label: {color: colours.text, formatter: ({name}) => width < 600 ? label(name).split(', ')[0] : label(name), overflow: 'truncate'},
        levels: [{depth: 0, label: {position: 'right'}}, {depth: 1, label: {position: 'right'}}, {depth: 2, label: {position: 'left'}}],
        data: [...named].map(name => ({
          name, depth: name.startsWith('from ') ? 0 : name.startsWith('to ') ? 2 : 1,
          itemStyle: {color: label(name) === candidate.serviceId ? colours.actual : name.startsWith('who ') ? colours.muted : colours.bad},
        })),
        links: [...links.values()],
      }],
    }),
  });
  return {element: section('flows', 'Who was diverted where', chart.element), charts: [chart]};
}

function flowTable(flows, caption) {
  return {
    caption, rows: flows, sort: 4, descending: true, columns: [
      {title: 'Person', value: f => f.personId}, {title: 'Role', value: f => f.role},
      {title: 'From', value: f => f.from}, {title: 'To', value: f => f.to},
      {title: 'Time', number: true, value: f => f.ms, show: f => hours(f.ms)},
      {title: `Cost, ${CURRENCY}`, number: true, value: f => Number(f.cost), show: f => money(f.cost)},
      ...flows.some(f => f.plannedValue != null) ? [
        {title: 'Planned to earn', number: true, value: f => f.plannedValue == null ? null : Number(f.plannedValue), show: f => money(f.plannedValue)}] : [],
    ],
  };
}

/** A table of incidents or of trips, of the candidate or of all. */
function happenedTable(view, all, own, columns, caption) {
  const ofAll = {title: 'Candidate', value: h => h.candidate};
  const build = every => new SortableTable({
    caption, rows: every ? all : own, columns: every ? [columns[0], ofAll, ...columns.slice(1)] : columns, sort: 0,
    current: happened => happened === view.selected,
  });
  let table = build(false);
  const every = element('input', {type: 'checkbox', change: () => {
    const other = build(every.checked);
    table.element.replaceWith(other.element);
    table = other;
  }});
  return [
    all.length > own.length ? element('p.every', {}, element('label', {}, every, ` of all candidates (${count(all.length)})`)) : null,
    table.element];
}

/** What something was about, of all that is labelled. */
const labelColumn = {
  title: 'Label', value: h => h.label == null ? null : REPORT.labels[h.label].note || `${h.label}`,
  show: h => h.label == null ? NONE : element('span.cut.short', {}, labelColumn.value(h)),
};

/** All incidents. */
function incidentsSection(view) {
  const columns = [
    {title: 'Opened', value: i => i.openedAt, show: moment},
    {title: 'Target', value: i => i.targetId},
    {title: 'Metric', value: i => i.window ? `${i.metric}, ${i.window}` : i.metric},
    {title: 'Severity', value: i => i.severity, show: i => element('span', {class: i.severity.toLowerCase()}, i.severity.toLowerCase())},
    {title: 'Actual', number: true, value: i => i.actual == null ? null : Number(i.actual), show: i => metricValue(i.metric, i.actual)},
    {title: 'Target value', number: true, value: i => i.target == null ? null : Number(i.target), show: i => metricValue(i.metric, i.target)},
    {title: 'Worst excess', number: true, value: i => i.worstExcess == null ? null : Number(i.worstExcess), show: i => metricValue(i.metric, i.worstExcess)},
    {title: 'Lasted', number: true, value: i => (i.until ?? INTERVAL.to) - i.at,
      show: i => duration((i.until ?? INTERVAL.to) - i.at) + (i.until == null ? ', open' : '')},
    {title: 'Ended', value: i => i.until == null ? 'open' : i.reason?.toLowerCase() ?? 'recovered'},
    {title: 'False', value: i => i.falseAlarm ? 'yes' : 'no'},
    ...REPORT.labels.length ? [labelColumn] : [],
    {title: 'What was said', value: i => i.headline, show: i => element('span.cut', {title: i.headline}, i.headline)},
  ];
  return {element: section('incidents', 'Incidents', happenedTable(view, INCIDENTS, view.candidate.happened, columns, 'Incidents'))};
}

/** All trips. */
function tripsSection(view) {
  const columns = [
    {title: 'Tripped', value: t => t.trippedAt, show: moment},
    {title: 'Rule', value: t => t.ruleId},
    {title: 'Action', value: t => t.action.toLowerCase()},
    {title: 'Mode', value: t => t.mode.toLowerCase()},
    {title: 'Since', value: t => t.since, show: t => minute(t.since)},
    {title: 'Certify by', value: t => t.deadline, show: t => minute(t.deadline)},
    {title: 'Ended', value: t => t.endedAt, show: t => t.endedAt ? `${minute(t.endedAt)}, ${t.endedBy.toLowerCase()}` : NONE},
    {title: 'Recovered', value: t => t.recoveredAt, show: t => minute(t.recoveredAt)},
    {title: 'False', value: t => t.falseAlarm ? 'yes' : 'no'},
    {title: `Saved, ${CURRENCY}`, number: true, value: t => Number(t.saved), show: t => money(t.saved)},
    ...REPORT.labels.length ? [labelColumn] : [],
    {title: 'What was said', value: t => t.headline, show: t => element('span.cut', {title: t.headline}, t.headline)},
  ];
  return {element: section('trips', 'Trips', happenedTable(view, TRIPS, view.candidate.tripped, columns, 'Trips'))};
}

/** What finance and delivery each say of labor, and what lies between them. */
function laborSection(view) {
  const {candidate} = view;
  const {days, moments} = booksOf(candidate);
  if (days.length === 0) {
    return {element: section('labor', 'Labor: finance’s view and delivery’s', element('p.nothing', {}, 'There are no books.'))};
  }
  const sum = name => total(days.map(day => day[name]));
  const labor = {
    billed: sum('financeLabor'), allocated: sum('allocatedLabor'), out: sum('divertedOutCost'), came: sum('divertedInCost'),
    bench: sum('benchCost'), worked: sum('labor'),
  };
  const curve = name => cumulated(days, day => day[name]).map((value, index) => [moments[index].ends, value]);
  const lines = new Chart({
    name: 'labor', height: 260, points: days.length * 3,
    caption: `Labor of ${candidate.serviceId}, ${CURRENCY}, added up over the run.`,
    says: `Billed ${money(labor.billed)}, allocated ${money(labor.allocated)}, worked ${money(labor.worked)}.`,
    key: [['line', 'actual', 'delivery: labor where the work was'], ['dashed', 'planned', 'staffing: allocated'],
      ['dotted', 'original', 'finance: charged as LABOR']],
    table: () => ({
      caption: 'Labor by day', rows: days, columns: [
        {title: 'Day', value: d => d.date},
        ...[['Charged', 'financeLabor'], ['Allocated', 'allocatedLabor'], ['Diverted out', 'divertedOutCost'],
          ['Diverted in', 'divertedInCost'], ['Bench', 'benchCost'], ['Worked', 'labor']].map(([title, name]) => (
          {title, number: true, value: d => Number(d[name]), show: d => money(d[name])})),
      ],
    }),
    option: (colours, width) => {
      const base = overTime(colours, width, view.period, CURRENCY, short);
      return {
        ...base,
        tooltip: {...base.tooltip, formatter: points => points.length === 0 ? '' : note(`until ${minute(points[0].value[0])}`,
          points.map(({seriesName, value}) => [seriesName, money(value[1])]))},
        series: [
          line('allocated', colours.planned, curve('allocatedLabor'), {type: 'dashed'}),
          line('charged', colours.original, curve('financeLabor'), {type: 'dotted'}),
          line('worked', colours.actual, curve('labor'), {width: 2.5}),
        ],
      };
    },
  });
  const bridge = waterfall({
    name: 'labor-bridge',
    caption: `From ${labor.billed ? 'what finance was charged' : 'what was allocated'} to where the work was, ${CURRENCY}, over the whole run.`,
    says: 'The parts add up exactly.', favourable: 0, format: money, axis: short,
    rows: [
      ...labor.billed ? [
        {name: 'Charged as LABOR', amount: labor.billed, total: true},
        {name: 'Allocated, less charged', amount: labor.allocated - labor.billed},
      ] : [],
      {name: 'Allocated', amount: labor.allocated, total: true},
      {name: 'Diverted to others', amount: -labor.out},
      {name: 'Diverted from others', amount: labor.came},
      {name: 'Came from the bench', amount: labor.bench},
      {name: 'Where the work was', amount: labor.worked, total: true, last: true},
    ],
  });
  return {
    element: section('labor', 'Labor: finance’s view and delivery’s', element('p', {}, laborInWords(candidate, labor)),
      lines.element, bridge.element),
    charts: [lines, bridge],
    show: period => lines.change({xAxis: {min: period.from, max: period.to}}),
  };
}

function laborInWords(candidate, labor) {
  const charged = labor.billed === 0 ? `Finance was charged no labor for ${candidate.serviceId} in this history.`
    : `Finance was charged ${money(labor.billed)} ${CURRENCY} for the labor of ${candidate.serviceId}, `
      + `${difference(labor.billed - labor.allocated)} against the ${money(labor.allocated)} of the people given to it.`;
  const moved = [
    labor.out && `${money(labor.out)} of the allocated ${money(labor.allocated)} worked elsewhere`,
    labor.came && `${money(labor.came)} came with other services’ people`,
    labor.bench && `${money(labor.bench)} with people who were missed nowhere`,
  ].filter(Boolean).join(', ') || 'nobody worked elsewhere, and nobody came';
  return `${charged} By where people worked, delivery’s view, it cost ${money(labor.worked)}: ${moved}.`;
}

const SWEPT = [
  ['incidents', 'Incidents'], ['falseIncidents', 'False incidents'], ['trips', 'Trips'], ['falseTrips', 'False trips'], ['saved', 'Saved'],
];

/** A grid of candidates: what depends on what, and whether it holds out of sample. */
function sweepSection() {
  const {sweep} = REPORT;
  const charts = sweep.sensitivity.flatMap(axis => SWEPT.map(([name, title]) => sensitivity(axis, name, title)));
  const number = (title, at) => ({title, number: true, value: at, show: p => count(at(p))});
  const table = new SortableTable({
    caption: 'Points of the sweep', rows: sweep.points, rowsAPage: 20, columns: [
      {title: 'Candidate', value: p => p.candidate,
        show: p => BY_NAME.has(p.candidate) ? element('a', {href: '#candidate-' + BY_NAME.get(p.candidate).number}, p.candidate) : p.candidate},
      ...sweep.axes.map((axis, index) => ({title: axis.path, number: true, value: p => p.at[index], show: p => axis.values[p.at[index]]})),
      number('Incidents', p => p.whole.incidents),
      number('Incidents in sample', p => p.inSample.incidents),
      number('Incidents out of sample', p => p.outOfSample.incidents),
      number('Trips', p => p.whole.trips),
      number('Trips in sample', p => p.inSample.trips),
      number('Trips out of sample', p => p.outOfSample.trips),
      number('False alarms', p => p.whole.falseIncidents + p.whole.falseTrips),
      ...['whole', 'inSample', 'outOfSample'].map((part, index) => ({
        title: ['Saved', 'Saved in sample', 'Saved out of sample'][index], number: true,
        value: p => p[part].saved == null ? null : Number(p[part].saved), show: p => money(p[part].saved)})),
      {title: 'Fired', value: p => p.whole.fired ? 'yes' : 'never'},
    ],
  });
  return {
    element: section('sweep', 'Sweep and sensitivity',
      element('p', {}, `${plural(sweep.points.length, 'point')} from ${sweep.plan}, over ${sweep.axes.map(axis =>
        `${axis.path} (${axis.values.length} values, ${axis.written == null ? 'not written in the plan' : `the plan says ${axis.written}`})`).join(' and ')}. `
        + `In sample is up to ${minute(sweep.split)}, to choose by; out of sample is behind it, to see what the choice is worth.`),
      sweep.refused.length ? element('p', {}, `${plural(sweep.refused.length, 'point is', 'points are')} no plan: `
        + sweep.refused.slice(0, 5).map(r => `${r.at.map((at, index) => `${sweep.axes[index].path} = ${sweep.axes[index].values[at]}`).join(', ')}: ${r.problems[0]}`).join('; ')) : null,
      element('div.multiples', {}, charts.filter(Boolean).map(chart => chart.element)),
      element('p.remark', {}, 'A dot is the median of all points with that value, whatever the other axes say; the bar goes from the least to the most. '
        + 'Saved is over those points that tripped.'),
      table.element),
    charts: charts.filter(Boolean),
  };
}

function sensitivity(axis, name, title) {
  const values = axis.values.map(value => ({value: value.value, ...value[name]}));
  const given = values.filter(value => value.median != null);
  if (given.length === 0 || given.every(value => Number(value.most) === 0)) {
    return null;
  }
  const format = name === 'saved' ? money : count;
  return new Chart({
    name: `sensitivity-${name}`, height: 190, points: values.length * 2,
    caption: `${title}${name === 'saved' ? `, ${CURRENCY}` : ''}, by ${axis.path}.`,
    says: values.map(value => `At ${value.value} ${format(value.median)}.`).join(' '),
    option: colours => ({
      animation: false,
      textStyle: {fontFamily: colours.font, color: colours.muted},
      grid: {left: 4, right: 8, top: 12, bottom: 4, containLabel: true},
      tooltip: {...floating(colours), trigger: 'axis', formatter: ([{dataIndex}]) => note(`${axis.path} = ${values[dataIndex].value}`, [
        ['least', format(values[dataIndex].least)], ['median', format(values[dataIndex].median)], ['most', format(values[dataIndex].most)]])},
      xAxis: {type: 'category', data: values.map(value => value.value), axisLabel: {color: colours.muted}, axisTick: {show: false}, axisLine: {lineStyle: {color: colours.line}}},
      yAxis: {type: 'value', minInterval: name === 'saved' ? 0 : 1, axisLabel: {color: colours.muted, formatter: short}, splitLine: {lineStyle: {color: colours.line}}},
      series: [
        {
          name: 'range', type: 'custom', encode: {x: 0, y: [1, 2]}, silent: true,
          data: values.map((value, index) => [index, value.least, value.most]),
          renderItem: (params, api) => {
            const [x, low] = api.coord([api.value(0), api.value(1)]);
            const [, high] = api.coord([api.value(0), api.value(2)]);
            return Number.isFinite(low) ? {type: 'rect', shape: {x: x - 1.5, y: high, width: 3, height: Math.max(1, low - high)}, style: {fill: colours.planned}} : null;
          },
        },
        {name: 'median', type: 'line', data: values.map(value => value.median == null ? null : Number(value.median)), symbol: 'circle', symbolSize: 7, color: colours.actual, lineStyle: {width: 1.5}},
      ],
    }),
  });
}

/** What late data costs. */
function asKnownNowSection() {
  const late = REPORT.asKnownNow;
  const feeds = Object.entries(late.feeds).map(([feed, figures]) => ({feed: feed.toLowerCase(), ...figures}));
  const both = part => element('span', {}, `${count(part.both)} in both, ${count(part.later)} later, ${count(part.onlyThen)} only then, ${count(part.onlyNow)} missed`);
  const pairs = [...late.incidents.map(i => ({...i, kind: 'incident', subject: i.targetId, then: i.openedThen, now: i.openedNow})),
    ...late.trips.map(t => ({...t, kind: 'trip', subject: t.ruleId, then: t.trippedThen, now: t.trippedNow}))];
  return {element: section('as-known-now', 'As known then, and as known now',
    element('p', {}, 'All else on this page is as known then: nothing is judged by what had not been recorded yet. Here it is held against a run in which '
      + 'every fact was known at the time that it is about. The difference is what late data costs.'),
    new SortableTable({caption: 'How late facts were', rows: feeds, columns: [
      {title: 'Feed', value: f => f.feed}, {title: 'Facts', number: true, value: f => f.facts, show: f => count(f.facts)},
      {title: 'Recorded later', number: true, value: f => f.earlier, show: f => count(f.earlier)},
      {title: 'Mean', number: true, value: f => f.meanEarlierMs, show: f => duration(f.meanEarlierMs)},
      {title: 'Most', number: true, value: f => f.mostEarlierMs, show: f => duration(f.mostEarlierMs)},
      {title: 'Replaced', number: true, value: f => f.replaced, show: f => count(f.replaced)},
      {title: 'Too old', number: true, value: f => f.tooOld, show: f => count(f.tooOld)},
    ]}).element,
    new SortableTable({caption: 'What late data costs each candidate', rows: late.candidates, rowsAPage: 20, columns: [
      {title: 'Candidate', value: c => c.candidate},
      {title: 'Incidents', value: c => c.incidents.both, show: c => both(c.incidents)},
      {title: 'Median delay', number: true, value: c => c.incidents.medianDelayMs, show: c => delay(c.incidents.medianDelayMs)},
      {title: 'Trips', value: c => c.trips.both, show: c => both(c.trips)},
      {title: 'First trip late by', number: true, value: c => c.firstTripDelayMs, show: c => delay(c.firstTripDelayMs)},
      {title: `Not saved, ${CURRENCY}`, number: true, value: c => c.savedDifference == null ? null : Number(c.savedDifference), show: c => money(c.savedDifference)},
    ]}).element,
    element('h3', {}, 'Each incident and trip'),
    new SortableTable({caption: 'Each incident and trip, then and now', rows: pairs, rowsAPage: 20, sort: 5, descending: true, columns: [
      {title: 'Candidate', value: p => p.candidate}, {title: 'Kind', value: p => p.kind}, {title: 'Target or rule', value: p => p.subject},
      {title: 'Then', value: p => p.then, show: p => minute(p.then)}, {title: 'Now', value: p => p.now, show: p => minute(p.now)},
      {title: 'Later by', number: true, value: p => p.delayMs, show: p => delay(p.delayMs)},
    ]}).element)};
}

/** A delay, which may be none, or less than none. */
const delay = ms => ms == null ? NONE : ms < 0 ? '−' + duration(-ms) : duration(ms);

/** What could not be used, what came late, and when nothing was heard. */
function dataSection({candidate}) {
  const feeds = Object.entries(REPORT.manifest.feeds).map(([feed, counts]) => ({feed, ...counts}));
  const {silences} = booksOf(candidate);
  const columns = [['Read', 'read'], ['Applied', 'applied'], ['Duplicate', 'duplicate'], ['Late', 'late'], ['Refused', 'refused'],
    ['After the end', 'afterInterval'], ['Unknown fields', 'unknownFields']];
  const share = (target, of) => target.evaluatedMs ? target[of] / target.evaluatedMs : null;
  return {element: section('data', 'Data quality',
    new SortableTable({caption: 'What became of facts', rows: feeds, columns: [{title: 'Feed', value: f => f.feed},
      ...columns.map(([title, name]) => ({title, number: true, value: f => f[name], show: f => count(f[name])}))]}).element,
    element('p.remark', {}, 'Every fact that was read is applied, a duplicate, late, refused or after the end. Which ones were refused, and why, tripline replay says in rejected.jsonl.'),
    element('h3', {}, `Silent feeds of ${candidate.serviceId}`),
    new SortableTable({caption: 'Silent feeds', rows: silences, rowsAPage: 10, empty: 'No feed that the plan listens to was silent for longer than it allows.', columns: [
      {title: 'Silent', value: s => s.from, show: s => minute(s.from)}, {title: 'Feed', value: s => s.feed},
      {title: 'Heard again', value: s => s.to, show: s => s.to ? minute(s.to) : 'not until the end'},
      {title: 'For', number: true, value: s => (millis(s.to) ?? INTERVAL.to) - millis(s.from), show: s => duration((millis(s.to) ?? INTERVAL.to) - millis(s.from))},
    ]}).element,
    element('h3', {}, `What the targets of ${candidate.name} had to go by`),
    new SortableTable({caption: 'Targets', rows: candidate.targets, columns: [
      {title: 'Target', value: t => t.targetId}, {title: 'Metric', value: t => t.window ? `${t.metric}, ${t.window}` : t.metric},
      {title: 'Bound', value: t => t.bound, show: t => `${t.direction === 'AT_MOST' ? 'at most' : 'at least'} ${t.bound == null ? 'the baseline' : metricValue(t.metric, t.bound)}`},
      {title: 'Incidents', number: true, value: t => t.opened},
      {title: 'Evaluated', number: true, value: t => t.evaluatedMs ?? null, show: t => hours(t.evaluatedMs)},
      {title: 'Frozen', number: true, value: t => share(t, 'frozenMs'), show: t => percent(share(t, 'frozenMs'))},
      {title: 'No data', number: true, value: t => share(t, 'noDataMs'), show: t => percent(share(t, 'noDataMs'))},
    ]}).element)};
}

/** A file, or what was read of a partition. */
const inputName = i => i.file ?? `${i.topic}, partition ${i.partition}, offsets ${i.from} to ${i.to}, exclusive`;

/** What all of it was made of. */
function manifestSection() {
  const {manifest} = REPORT;
  const hash = (text, name) => element('code.hash', {title: name}, text);
  return {element: section('manifest', 'Manifest',
    terms('facts', [
      ['Tripline', manifest.jobVersion], ['From', minute(manifest.from)], ['To', minute(manifest.to)], ['Currency', manifest.currency],
      ['False alarm within', duration(manifest.falseAlarmWithinMs)], ['Determinism hash', hash(manifest.resultsSha256)],
    ]),
    element('p.remark', {}, 'The determinism hash is that of all results but this page. The same inputs and options give the same one on every machine.'),
    new SortableTable({caption: 'Inputs', rows: manifest.inputs, rowsAPage: 20, columns: [
      {title: 'File or topic', value: inputName},
      {title: 'SHA-256', value: i => i.sha256, show: i => i.sha256 ? hash(i.sha256) : NONE}]}).element,
    element('h3', {}, 'Plans'),
    new SortableTable({caption: 'Plans', rows: CANDIDATES, rowsAPage: 20, columns: [
      {title: 'Candidate', value: c => c.name}, {title: 'Service', value: c => c.serviceId},
      {title: 'Version', number: true, value: c => c.planVersion}, {title: 'File', value: c => c.file},
      {title: 'SHA-256', value: c => c.sha256, show: c => hash(c.sha256)}]}).element)};
}
