'use strict';

// How values are written: times in UTC, money as in report.json but for its zeros, durations in words.

const HOUR = 3600000;
const DAY = 24 * HOUR;
const NONE = '–';

const wholeNumbers = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const cents = new Intl.NumberFormat('en', {minimumFractionDigits: 2, maximumFractionDigits: 2});
const fewDigits = new Intl.NumberFormat('en', {maximumFractionDigits: 2});
const shortNumbers = new Intl.NumberFormat('en', {notation: 'compact', maximumFractionDigits: 1});

/** A whole number with its thousands apart. */
const count = value => value == null ? NONE : wholeNumbers.format(value);

/** Money, to the cent. */
const money = value => value == null ? NONE : minus(cents.format(value));

/** Money with its sign, where only the difference counts. */
const difference = value => value == null ? NONE : (value >= 0.005 ? '+' : '') + money(value);

/** A share of one as a percentage with one decimal. */
const percent = value => value == null ? NONE : minus((value * 100).toFixed(1)) + ' %';

/** Hours of a length of time. */
const hours = ms => ms == null ? NONE : minus(cents.format(ms / HOUR)) + ' h';

/** A number on an axis. */
const short = value => minus(shortNumbers.format(value));

/** A tick or any other moment, to the minute. */
const minute = time => time == null ? NONE : new Date(time).toISOString().slice(0, 16).replace('T', ' ');

/** A day. */
const day = time => new Date(time).toISOString().slice(0, 10);

/** Milliseconds since the epoch of a time as it stands in the report; null stays null. */
const millis = time => time == null ? null : Date.parse(time);

/** A length of time in its two largest units. */
function duration(ms) {
  if (ms == null) {
    return NONE;
  }
  const days = Math.floor(ms / DAY);
  const rest = Math.floor(ms % DAY / HOUR);
  const minutes = Math.round(ms % HOUR / 60000);
  const parts = [days && days + ' d', rest && rest + ' h', !days && minutes && minutes + ' min'];
  return parts.filter(Boolean).join(' ') || '0 min';
}

/** A value in its metric's own scale. */
function metricValue(metric, value) {
  if (value == null) {
    return NONE;
  }
  switch (metric) {
    case 'revenue': case 'cost': case 'margin': case 'unit_margin': case 'unit_cost': case 'unplanned':
      return money(value);
    case 'margin_pct': case 'utilization': case 'diversion': case 'overtime': case 'decline_rate': case 'labor_gap':
      return percent(value);
    case 'silence': case 'reported_gap':
      return duration(Number(value));
    default:
      return minus(fewDigits.format(value));
  }
}

/** A decimal text as whole micros: sums of them are exact. */
function micros(decimal) {
  const [whole, fraction = ''] = decimal.replace('-', '').split('.');
  const value = BigInt(whole + fraction.padEnd(6, '0').slice(0, 6));
  return decimal.startsWith('-') ? -value : value;
}

/** The number that so many micros are. */
const ofMicros = value => Number(value) / 1e6;

/** The sum of some decimal texts, exact, as a number. */
const total = decimals => ofMicros(decimals.reduce((sum, decimal) => sum + micros(decimal), 0n));

/** "1 trip", "2 trips". */
const plural = (n, one, many = one + 's') => count(n) + ' ' + (n === 1 ? one : many);

/** A minus that is as wide as a plus; none before what was rounded to nothing. */
function minus(text) {
  return text.replace(/^-(?=[0.]*$)/, '').replace('-', '−');
}
