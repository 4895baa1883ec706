// <rs-film-plot .film .version .asOf .now>: the balance over time, on the effective axis, as it was
// known at the frame of that version. Dragging moves the line "known on" (rs-scrub: {version}), and
// the diamond the last day that counts (rs-as-of: {day}, null for no bound). What both do can be
// done by keyboard in the controls below the plot, so the plot itself is a picture.

import {html, nothing, svg} from 'lit';
import {RsElement} from '../element.js';
import {date, number} from '../format.js';
import {formatShort} from '../money.js';
import {t} from '../i18n.js';
import {DAY, dayOf, startOf} from './film.js';
import {linear, roundTimes, roundValues, stepPath, timeScale} from './scale.js';

const TOP = 26;
const BOTTOM = 24;
const LEFT = 52;
const RIGHT = 14;
const NEAR = 14;
const PER_TIME = 110;
const NARROW_PART = 70;

class RsFilmPlot extends RsElement {
  static properties = {
    film: {attribute: false},
    version: {type: Number},
    asOf: {attribute: false},
    /** The end of the plot: whoever looks at the last frame looks from here. */
    now: {type: Number},
    /** Changes with every frame that is added. */
    length: {type: Number},
    _width: {state: true},
    _dragging: {state: true},
  };

  _width = 0;
  _dragging = null;
  #whole = null;

  connectedCallback() {
    super.connectedCallback();
    const resize = new ResizeObserver(([entry]) => (this._width = entry.contentRect.width));
    resize.observe(this);
    this.whileConnected(() => resize.disconnect());
  }

  willUpdate(changed) {
    if (['film', 'length', 'now', '_width'].some((name) => changed.has(name))) {
      this.#measure();
    }
  }

  /** What does not change while somebody scrubs. */
  #measure() {
    const height = this._width < 560 ? 190 : 240;
    const curve = this.film.curve();
    const first = curve.times[0] ?? this.film.frames[0].time;
    const last = Math.max(this.now, this.film.frames.at(-1).time, curve.times.at(-1) ?? 0);
    const balances = this.film.frames.map((frame) => Number(frame.balance));
    const low = Math.min(0, ...ends(curve.balances, balances, Math.min));
    const high = Math.max(10 ** this.film.scale, ...ends(curve.balances, balances, Math.max));
    const times = [...curve.times, ...this.film.frames.map((frame) => frame.time), last];
    const x = timeScale(times.sort((a, b) => a - b), [LEFT + 8, this._width - RIGHT]);
    const room = (high - low) * 0.06;
    const y = linear([low - (low < 0 ? room : 0), high + room], [height - BOTTOM, TOP]);
    this.#whole = {height, x, y, first, last, low, high,
      path: stepPath(curve, x, y, this._width - RIGHT)};
  }

  render() {
    if (!this._width || !this.film) {
      return nothing;
    }
    const {height} = this.#whole;
    const known = this.#knownX();
    const asOf = this.#asOfX();
    return html`<svg class="film-plot" width=${this._width} height=${height} role="img"
        aria-label=${t('account.plot', {owner: this.film.opening.owner_name})}
        @pointerdown=${this.#down} @pointermove=${this.#move} @pointerup=${this.#up}
        @pointercancel=${this.#up}>
      ${this.#grid()}
      <path class="plot-future" d=${this.#whole.path}></path>
      ${this.#curve(known, asOf)}
      ${this.#latecomers()}
      ${this.#handles(known, asOf)}
    </svg>`;
  }

  #grid() {
    const {x, y, height, low, high} = this.#whole;
    const unit = 10 ** this.film.scale;
    const values = roundValues(low / unit, high / unit, height < 200 ? 3 : 4);
    return svg`
      ${values.map((value) => svg`<g class=${value === 0 ? 'plot-zero' : 'plot-line'}>
        <line x1=${LEFT} x2=${this._width - RIGHT} y1=${y(value * unit)} y2=${y(value * unit)}></line>
        <text x=${LEFT - 8} y=${y(value * unit) + 4} text-anchor="end">${formatShort(value)}</text></g>`)}
      ${x.parts.map((part) => this.#times(part))}
      ${this.#silence()}`;
  }

  #times({from, to, start, end}) {
    const {x, height} = this.#whole;
    const broken = x.parts.length > 1;
    const times = roundTimes(from, to, Math.max(2, Math.floor((end - start) / PER_TIME)))
      .filter((each) => x(each.time) < this._width - 30);
    if (broken && (times.length === 0 || end - start < NARROW_PART)) {
      return time(end, height, 'year', label(to, 'year'), 'end');
    }
    return times.map(({time: at, unit}, i) => time(x(at), height, unit,
        broken && i === 0 ? date(dayOf(at), WITH_YEAR[unit]) : label(at, unit)));
  }

  /** Where the axis leaves out a time in which nothing happened. */
  #silence() {
    const {x, height} = this.#whole;
    const [{end: start, to: from}, after] = x.parts;
    return after === undefined ? nothing : svg`<g class="plot-silence"
        data-silence=${dayOf(after.from)}>
      <title>${t('account.silence', {from: date(dayOf(from)), to: date(dayOf(after.from))})}</title>
      <rect x=${start} y=${TOP} width=${after.start - start} height=${height - BOTTOM - TOP + 4}></rect>
      <path d=${`M${(start + after.start) / 2 - 5} ${height - BOTTOM + 5}l4 -10m3 10l4 -10`}></path></g>`;
  }

  #curve(known, asOf) {
    const {x, y, height} = this.#whole;
    const curve = this.film.curve(this.version);
    // What is known reaches as far as it was known; but a date may ask for less, or for later.
    const end = this.asOf === null ? Math.max(known, x(curve.times.at(-1) ?? 0)) : asOf;
    const line = stepPath(curve, x, y, end);
    const base = y(0);
    const beyond = this.asOf === null ? '' : stepPath(curve, x, y, Math.max(known, asOf));
    const balance = this.film.at(this.version, this.asOf).balance;
    return svg`
      ${beyond ? svg`<path class="plot-beyond" d=${beyond}></path>` : nothing}
      ${line ? svg`<path class="plot-area" d=${`${line}V${base}Z`}></path>
      <path class="plot-known" d=${line}></path>` : nothing}
      ${this.asOf === null || asOf <= x(this.#whole.first) ? nothing
        : svg`<line class="plot-as-of" x1=${asOf} x2=${asOf} y1=${TOP - 8} y2=${height - BOTTOM}></line>`}
      <circle class="plot-dot" cx=${end} cy=${y(Number(balance))} r="4.5"></circle>`;
  }

  /** What was recorded on another day than its own: a thread from the one to the other. */
  #latecomers() {
    const {x, height} = this.#whole;
    const y = height - BOTTOM;
    return this.film.frames.filter((frame) => frame.moved).slice(-200).map((frame) => svg`
      <g class=${`plot-late ${frame.version <= this.version ? 'known' : ''}`}>
        <line x1=${x(frame.from)} x2=${x(frame.time)} y1=${y} y2=${y}></line>
        <path d=${`M${x(frame.from)} ${y - 4}l4 4-4 4-4-4z`}></path></g>`);
  }

  #handles(known, asOf) {
    const {height} = this.#whole;
    return svg`
      <g class="plot-handle" data-handle="known" transform=${`translate(${known} 0)`}>
        <line y1=${TOP - 10} y2=${height - BOTTOM}></line>
        <circle cy=${TOP - 12} r="7"></circle></g>
      <g class="plot-diamond" data-handle="as-of" transform=${`translate(${asOf} ${height - BOTTOM})`}>
        <path d="M0 -8l8 8-8 8-8-8z"></path></g>`;
  }

  #knownX() {
    return this.version >= this.film.length ? this._width - RIGHT
      : this.#whole.x(this.film.frames[this.version - 1].time);
  }

  #asOfX() {
    const end = this._width - RIGHT;
    if (this.asOf === null) {
      return end;
    }
    return Math.max(LEFT, Math.min(end, this.#whole.x(startOf(this.asOf) + DAY)));
  }

  #down(press) {
    if (press.button !== 0) {
      return;
    }
    const {offsetX, offsetY} = press;
    const low = offsetY > this.#whole.height - BOTTOM - NEAR;
    const near = Math.abs(offsetX - this.#asOfX()) < NEAR * 1.5;
    this._dragging = low && near ? 'as-of' : 'known';
    press.currentTarget.setPointerCapture(press.pointerId);
    press.preventDefault();
    this.#to(offsetX);
  }

  #move(move) {
    if (this._dragging) {
      this.#to(move.clientX - this.querySelector('svg').getBoundingClientRect().left);
    }
  }

  #up() {
    this._dragging = null;
  }

  #to(pixel) {
    const end = this._width - RIGHT;
    const time = this.#whole.x.invert(pixel);
    if (this._dragging === 'as-of') {
      this.#send('rs-as-of', {day: pixel >= end - 2 ? null : dayOf(Math.max(time, this.#whole.first))});
    } else {
      this.#send('rs-scrub', {
        version: pixel >= end - 2 ? this.film.length : this.film.versionAt(time)});
    }
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }
}

customElements.define('rs-film-plot', RsFilmPlot);

const WITH_YEAR = {
  hour: {day: 'numeric', month: 'short', year: '2-digit'},
  day: {day: 'numeric', month: 'short', year: '2-digit'},
  month: {month: 'short', year: 'numeric'},
  year: {year: 'numeric'},
};

function time(x, height, unit, text, anchor = 'middle') {
  return svg`<text class=${`plot-time ${unit}`} x=${x} y=${height - 6}
    text-anchor=${anchor}>${text}</text>`;
}

function ends(some, others, choose) {
  const of = (values) => values.reduce((a, b) => choose(a, b), values[0] ?? 0);
  return [of(some), of(others)];
}

function label(time, unit) {
  const day = dayOf(time);
  switch (unit) {
    case 'hour': return new Date(time).toISOString().slice(11, 16);
    case 'day': return date(day, {day: 'numeric', month: 'short'});
    case 'month': return date(day, {month: 'short'});
    default: return number(new Date(time).getUTCFullYear(), {useGrouping: false});
  }
}
