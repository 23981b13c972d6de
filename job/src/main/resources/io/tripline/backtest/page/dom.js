'use strict';

// Elements of the page. Text is always put in as text: nothing that comes from data is ever read as HTML.

/**
 * An element.
 *
 * @param tag its name, with its classes behind dots
 * @param attributes by name; those that are null or false are left out; functions are listeners
 * @param children nodes and texts; those that are null are left out
 */
function element(tag, attributes = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const made = document.createElement(name);
  made.classList.add(...classes);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      made.addEventListener(key, value);
    } else if (value != null && value !== false) {
      made.setAttribute(key, value === true ? '' : value);
    }
  }
  made.append(...children.flat(Infinity).filter(child => child != null));
  return made;
}

/** A list of terms and what there is to say of each; those without anything are left out. */
function terms(name, pairs) {
  return element('dl.' + name, {}, pairs.filter(([, value]) => value != null).map(([term, ...values]) =>
    element('div', {}, element('dt', {}, term), values.map(value => element('dd', {}, value)))));
}

/** A part of the page under a heading, known by its id. */
function section(id, title, ...children) {
  return element('section', {id, 'aria-labelledby': id + '-title'},
    element('h2', {id: id + '-title', tabindex: -1}, title), children);
}

/** Says something to those who cannot see that the page has changed. */
function announce(text) {
  document.getElementById('status').textContent = text;
}
