// Line icons, drawn in the colour of the text around them.

import {html, svg} from 'lit';

const SHAPES = {
  overview: svg`<path d="M4 13h6V4H4zM14 20h6v-9h-6zM4 20h6v-3H4zM14 7h6V4h-6z"/>`,
  accounts: svg`<path d="M3 7.5 12 3l9 4.5M5 10v7M10 10v7M14 10v7M19 10v7M3 20h18"/>`,
  customers: svg`<circle cx="9" cy="8" r="3.5"/><path d="M3 20c.5-4 3-6 6-6s5.5 2 6 6M16 5a3.5 3.5 0 0 1 0 6.5M18 14.5c1.8.9 2.8 2.8 3 5.5"/>`,
  orders: svg`<rect x="4" y="5" width="16" height="15" rx="2"/><path d="M4 10h16M8.5 3v4M15.5 3v4M8.5 15l2.2 2 4.3-4"/>`,
  events: svg`<path d="M6 4v16M6 7h12M6 12h9M6 17h12"/><circle cx="6" cy="7" r="1.6"/><circle cx="6" cy="12" r="1.6"/><circle cx="6" cy="17" r="1.6"/>`,
  analytics: svg`<path d="M4 20h16M7 16v-5M12 16V5M17 16v-8"/>`,
  audit: svg`<path d="M12 3 5 6v5c0 4.5 3 8 7 10 4-2 7-5.5 7-10V6zM9 12l2 2 4-4"/>`,
  projections: svg`<path d="M12 3 3 8l9 5 9-5zM3 12.5l9 5 9-5M3 17l9 5 9-5"/>`,
  store: svg`<ellipse cx="12" cy="6" rx="8" ry="3"/><path d="M4 6v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3"/>`,
  menu: svg`<path d="M4 7h16M4 12h16M4 17h16"/>`,
  close: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  copy: svg`<rect x="9" y="9" width="11" height="11" rx="2"/><path d="M15 9V6a2 2 0 0 0-2-2H6a2 2 0 0 0-2 2v7a2 2 0 0 0 2 2h3"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  search: svg`<circle cx="11" cy="11" r="6.5"/><path d="m16 16 4.5 4.5"/>`,
  plus: svg`<path d="M12 5v14M5 12h14"/>`,
  arrow: svg`<path d="M5 12h14M13 6l6 6-6 6"/>`,
  down: svg`<path d="M12 5v14M6 13l6 6 6-6"/>`,
  up: svg`<path d="M12 19V5M6 11l6-6 6 6"/>`,
  warning: svg`<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.3v.2"/>`,
  light: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M5.3 18.7l1.4-1.4M17.3 6.7l1.4-1.4"/>`,
  dark: svg`<path d="M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5z"/>`,
  system: svg`<rect x="3" y="4.5" width="18" height="12" rx="2"/><path d="M8 20.5h8M12 16.5v4"/>`,
  pause: svg`<path d="M8 5v14M16 5v14"/>`,
  play: svg`<path d="M7 4.5v15l12-7.5z"/>`,
  refresh: svg`<path d="M20 12a8 8 0 1 1-2.5-5.8M20 3v4h-4"/>`,
  previous: svg`<path d="m14 6-6 6 6 6"/>`,
  next: svg`<path d="m10 6 6 6-6 6"/>`,
  move: svg`<path d="M4 8.5h14M14 4.5l4 4-4 4M20 15.5H6M10 11.5l-4 4 4 4"/>`,
  story: svg`<circle cx="5.5" cy="12" r="2"/><circle cx="18" cy="6" r="2"/><circle cx="18" cy="18" r="2"/><path d="M7.5 12c5 0 3.5-6 8.5-6M7.5 12c5 0 3.5 6 8.5 6"/>`,
  download: svg`<path d="M12 4v11M7 10.5l5 5 5-5M4 20h16"/>`,
};

/** icon('accounts'): for the eye alone, so something beside it must say the same in words. */
export function icon(name) {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${SHAPES[name]}</svg>`;
}
