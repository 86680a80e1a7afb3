/**
 * Builds elements. Text is only ever set as text and nothing is parsed as HTML, so that a title, a name
 * or an address can hold anything.
 */

export function h(tag, attributes = {}, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

export function s(tag, attributes = {}, ...children) {
  return fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);
}

function fill(element, { value, ...attributes }, children) {
  for (const [name, setting] of Object.entries(attributes)) {
    if (typeof setting === 'function') element.addEventListener(name.slice(2), setting);
    else if (setting === true) element.setAttribute(name, '');
    else if (setting !== false && setting != null) element.setAttribute(name, setting);
  }
  element.append(...children.flat().filter((child) => child != null && child !== false));
  if (value !== undefined) element.value = value; // after the children: a select needs its options first
  return element;
}

/**
 * Replaces what is inside and leaves the keyboard where it was: on the element with the same `data-focus`,
 * or, where that one is gone, on the parent itself if it can be focused.
 */
export function redraw(parent, ...children) {
  const key = parent.contains(document.activeElement) ? document.activeElement.dataset?.focus : undefined;
  parent.replaceChildren(...children.flat().filter((child) => child != null && child !== false));
  if (!key) return;
  const again = parent.querySelector(`[data-focus="${CSS.escape(key)}"]`);
  (again && !again.disabled ? again : parent).focus({ preventScroll: true });
}

/** Says it to those who do not see the page change. */
export function announce(text) {
  const region = document.getElementById('announcements');
  region.textContent = '';
  setTimeout(() => (region.textContent = text), 50); // a region tells only of a change after a pause
}

/** Addresses of pictures come from merchants: only https or our own are asked for. */
export function pictureUrl(picture) {
  const given = typeof picture === 'string' ? picture : picture?.url ?? picture?.src;
  if (typeof given !== 'string' || given === '') return undefined;
  try {
    const url = new URL(given, location.origin);
    return url.protocol === 'https:' || url.origin === location.origin ? url.href : undefined;
  } catch {
    return undefined;
  }
}
