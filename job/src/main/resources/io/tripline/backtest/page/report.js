'use strict';

// The report, and what is looked up in it more than once.

const REPORT = JSON.parse(document.getElementById('report').textContent);

/** What the run covers, in milliseconds since the epoch. */
const INTERVAL = {from: millis(REPORT.manifest.from), to: millis(REPORT.manifest.to)};

const CANDIDATES = REPORT.candidates.map((candidate, number) => ({
  ...candidate, number, incidents: candidate.incidents, happened: [], tripped: [],
}));
const BY_NAME = new Map(CANDIDATES.map(candidate => [candidate.name, candidate]));
const BOOKS = new Map(REPORT.books.map(books => [books.books, books]));

const INCIDENTS = REPORT.incidents.map((incident, number) => ({
  ...incident, number, kind: 'incident', subject: incident.targetId, at: millis(incident.openedAt),
  until: millis(incident.resolvedAt), link: '#incident-' + number,
}));
const TRIPS = REPORT.trips.map((trip, number) => ({
  ...trip, number, kind: 'trip', subject: trip.ruleId, at: millis(trip.trippedAt), until: millis(trip.endedAt),
  link: '#trip-' + number,
}));
INCIDENTS.forEach(incident => BY_NAME.get(incident.candidate).happened.push(incident));
TRIPS.forEach(trip => BY_NAME.get(trip.candidate).tripped.push(trip));

/** Services with a candidate, in the order of their names. */
const SERVICES = [...new Set(CANDIDATES.map(candidate => candidate.serviceId))].sort(inWords.compare);

/** What the leaves of a variance mean, in plain words. */
const LEAVES = {
  DIVERTED_VOLUME: 'Units not made: people were elsewhere',
  SALES_VOLUME: 'Other units, more or fewer',
  SELLING_PRICE: 'Price of units',
  LABOR_YIELD: 'Team cost carried by units',
  STAFFING: 'More or fewer people',
  DIVERSION: 'Labor that went elsewhere',
  VISITING: 'Labor that came from elsewhere',
  LABOR_RATE: 'People dearer or cheaper',
  SPENDING: 'Bills',
  ALLOWANCE: 'What the target allows',
  DIVERTED: 'Worked for',
  UNLOGGED: 'Logged nowhere',
  OTHER: 'Other',
};

/** What a leaf is called, with what it is of. */
const leafName = leaf => LEAVES[leaf.name] + (leaf.of ? (leaf.name === 'DIVERTED' ? ' ' : ': ') + leaf.of : '');

/** The books that a candidate is held against: days, with the moments at which each begins, is half over, and ends. */
function booksOf(candidate) {
  const books = BOOKS.get(candidate.books) ?? {days: [], flows: [], silences: []};
  books.moments ??= books.days.map(({date}) => ({begins: Date.parse(date), noon: Date.parse(date) + DAY / 2, ends: Date.parse(date) + DAY}));
  return books;
}

/** The part of the run from which on there are books of a candidate, all of it if there are none. */
function covered(candidate) {
  const {moments} = booksOf(candidate);
  return {from: Math.max(INTERVAL.from, moments[0]?.begins ?? INTERVAL.from), to: INTERVAL.to};
}

/**
 * Times of people by day, or by week from Monday on.
 *
 * @returns of each `at`, the middle of it, and the sums that `of` names
 */
function timesheet(candidate, weekly, of) {
  const {days, moments} = booksOf(candidate);
  const periods = new Map();
  days.forEach((day, index) => {
    const {begins, noon} = moments[index];
    const at = weekly ? begins - (new Date(begins).getUTCDay() + 6) % 7 * DAY + 3.5 * DAY : noon;
    const sums = periods.get(at) ?? periods.set(at, {at, ...Object.fromEntries(of.map(name => [name, 0]))}).get(at);
    of.forEach(name => sums[name] += day[name]);
  });
  return [...periods.values()];
}

/** Sums of an amount of days from the first on; as money they are exact. */
function cumulated(days, decimal) {
  let sum = 0n;
  return days.map(day => ofMicros(sum += micros(decimal(day))));
}

/** Sums over all days of a candidate's books; none if it has no days. */
function sums(candidate) {
  const {days} = booksOf(candidate);
  const of = decimal => days.length === 0 ? null : total(days.map(decimal));
  return {
    margin: of(day => day.margin), planned: of(day => day.planned.margin), original: of(day => day.original.margin),
    revenue: of(day => day.revenue),
  };
}

/** A link to the moment of an incident or a trip on the curve. */
const moment = happened => element('a', {href: happened.link}, minute(happened.at));

/** What is found of what is labelled, such as "1 of 2". */
const found = detection => detection ? `${count(detection.detected)} of ${count(detection.labels)}` : NONE;

/** How many alarms are about something labelled. */
const correct = detection => detection ? `${count(detection.trueAlarms)} of ${count(detection.alarms)}` : NONE;
