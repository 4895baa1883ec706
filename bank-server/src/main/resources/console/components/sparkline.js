// <rs-sparkline account-id="…" version="7">: how a balance went, as a small line. It asks for the
// history when it comes into sight, a few at a time, and remembers it until the version changes.

import {html, nothing, svg} from 'lit';
import {RsElement} from '../element.js';
import {get} from '../api.js';
import {forPlot} from '../money.js';
import {t} from '../i18n.js';

const WIDTH = 120;
const HEIGHT = 28;
const AT_ONCE = 3;
const REMEMBERED = 2_000;

const known = new Map();
const queue = [];
let running = 0;

async function next() {
  if (running >= AT_ONCE || queue.length === 0) {
    return;
  }
  running++;
  const element = queue.pop(); // Who came into sight last is looked at now.
  try {
    await element.load();
  } finally {
    running--;
    next();
  }
}

class RsSparkline extends RsElement {
  static properties = {
    accountId: {attribute: 'account-id'},
    version: {type: Number},
    _points: {state: true},
  };

  #visible = false;

  connectedCallback() {
    super.connectedCallback();
    const sight = new IntersectionObserver((entries) => {
      this.#visible = entries.at(-1).isIntersecting;
      this.#want();
    });
    sight.observe(this);
    this.whileConnected(() => sight.disconnect());
  }

  willUpdate(changed) {
    if (changed.has('accountId')) {
      this._points = known.get(this.accountId)?.points;
    }
    if (changed.has('accountId') || changed.has('version')) {
      this.#want();
    }
  }

  #want() {
    if (this.#visible && known.get(this.accountId)?.version !== this.version
        && !queue.includes(this)) {
      queue.push(this);
      next();
    }
  }

  async load() {
    const {accountId: id, version} = this;
    if (!this.isConnected || !this.#visible || known.get(id)?.version === version) {
      return;
    }
    try {
      const points = await history(id);
      known.set(id, {version, points});
      if (known.size > REMEMBERED) {
        known.delete(known.keys().next().value);
      }
      if (this.accountId === id) {
        this._points = points;
      }
    } catch {
      // A line is worth no complaint; the next change asks again.
    }
  }

  render() {
    return this._points?.length ? sparkline(this._points, t('shell.sparkline')) : nothing;
  }
}

customElements.define('rs-sparkline', RsSparkline);

/**
 * The same line for numbers that are known; `label` says in words what it is. It shows how they
 * went, however little that is of what they are; zero is drawn where they cross it. `wide` fills
 * whatever room there is.
 */
export function sparkline(points, label, {wide = false} = {}) {
  const low = Math.min(...points);
  const high = Math.max(...points);
  const y = (value) => high === low ? HEIGHT / 2
    : HEIGHT - 2 - (HEIGHT - 4) * ((value - low) / (high - low));
  const x = (i) => points.length === 1 ? WIDTH : (i / (points.length - 1)) * (WIDTH - 3) + 1;
  const line = points.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
  return html`<svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio=${wide ? 'none' : nothing}
      class="sparkline" role="img" aria-label=${label}>
    ${low < 0 && high > 0
      ? svg`<line class="zero" x1="0" x2=${WIDTH} y1=${y(0)} y2=${y(0)}></line>` : nothing}
    <polyline points=${line.join(' ')}></polyline>
    ${wide ? nothing : svg`<circle cx=${x(points.length - 1)} cy=${y(points.at(-1))} r="1.8"></circle>`}
    </svg>`;
}

/** The last quarter by days where something happened in it, else everything by months. */
async function history(id) {
  const path = `/api/v1/accounts/${encodeURIComponent(id)}/balance-history`;
  const days = await plotted(path, {interval: 'day'});
  return new Set(days).size > 2 ? days : plotted(path, {interval: 'month', from: '1970-01-01'});
}

async function plotted(path, query) {
  const points = (await get(path, query)).items.map((point) => forPlot(point.balance));
  let end = points.length;
  while (end > 1 && points[end - 1] === points[end - 2]) {
    end--; // Nothing happened any more.
  }
  return points.slice(0, Math.max(end, Math.min(2, points.length)));
}
