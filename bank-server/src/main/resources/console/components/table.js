// <rs-table>: thousands of rows, of which only those in sight are in the page.
//
//   <rs-table .columns=${[{key, label, render: (row) => html`…`, align: 'end', sortable: true,
//       width: '9rem', narrow: '6rem', wide: true}]} .rows=${rows} .rowKey=${(row) => row.id}
//     .sort=${{key: 'balance', descending: true}} label="Accounts"
//     @rs-sort=${(e) => e.detail} @rs-open=${(e) => e.detail.row}>
//
// The heading of a `hidden` one is read out but not shown. On narrow screens columns with `wide` are left out, and `narrow` is the width. Sorting is the page's affair: the table says
// what was asked for. Arrow keys, Home, End and Page keys move between rows; Enter opens one.

import {html, nothing} from 'lit';
import {repeat} from 'lit/directives/repeat.js';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {icon} from './icons.js';

const SPARE = 8;

/** What a table leaves below itself, and the least that is worth filling the window with. */
const BELOW = 56;
const LEAST = 320;

class RsTable extends RsElement {
  static properties = {
    columns: {attribute: false},
    rows: {attribute: false},
    rowKey: {attribute: false},
    rowClass: {attribute: false},
    sort: {attribute: false},
    label: {},
    rowHeight: {type: Number},
    openable: {type: Boolean},
    _first: {state: true},
    _last: {state: true},
    _active: {state: true},
  };

  columns = [];
  rows = [];
  rowKey = (row, index) => index;
  rowClass = () => '';
  rowHeight = 44;
  _first = 0;
  _last = 40;
  _active = 0;

  connectedCallback() {
    super.connectedCallback();
    const resize = new ResizeObserver(() => this.#fit());
    resize.observe(this);
    this.whileConnected(() => resize.disconnect());
    const window = () => this.#fit();
    addEventListener('resize', window);
    this.whileConnected(() => removeEventListener('resize', window));
  }

  willUpdate(changed) {
    if (changed.has('rows')) {
      this._active = Math.max(0, Math.min(this._active, this.rows.length - 1));
    }
  }

  updated(changed) {
    this.style.setProperty('--row-height', `${this.rowHeight}px`);
    if (changed.has('rows')) {
      this.#look();
    }
  }

  get #scroller() {
    return this.querySelector('.table-scroll');
  }

  /** As high as the window has room below its beginning; a table far down is as high as most of it. */
  #fit() {
    const scroller = this.#scroller;
    if (scroller) {
      const room = innerHeight - this.getBoundingClientRect().top - scrollY - BELOW;
      scroller.style.maxHeight = `${Math.round(room < LEAST ? innerHeight * 0.7 : room)}px`;
      this.#look();
    }
  }

  #look() {
    const scroller = this.#scroller;
    if (scroller) {
      this._first = Math.max(0, Math.floor(scroller.scrollTop / this.rowHeight) - SPARE);
      this._last = Math.ceil((scroller.scrollTop + scroller.clientHeight) / this.rowHeight) + SPARE;
    }
  }

  render() {
    const last = Math.min(this._last, this.rows.length);
    const first = Math.min(this._first, last);
    return html`
      <div class="table-scroll" @scroll=${this.#look} @keydown=${this.#key}>
        <table aria-label=${this.label ?? nothing} aria-rowcount=${this.rows.length + 1}>
          <thead><tr aria-rowindex="1">${this.columns.map((c) => this.#heading(c))}</tr></thead>
          <tbody>
            ${this.#gap(first)}
            ${repeat(this.rows.slice(first, last), (row, i) => this.rowKey(row, first + i),
              (row, i) => this.#row(row, first + i))}
            ${this.#gap(this.rows.length - last)}
          </tbody>
        </table>
      </div>`;
  }

  #gap(rows) {
    return rows > 0
      ? html`<tr class="gap" aria-hidden="true"><td
          .style=${`height:${rows * this.rowHeight}px`}></td></tr>`
      : nothing;
  }

  #heading(column) {
    const sorted = this.sort?.key === column.key;
    const order = sorted ? (this.sort.descending ? 'descending' : 'ascending') : 'none';
    return html`<th scope="col" class=${this.#classes(column)}
        .style=${`--width:${column.width ?? 'auto'};--narrow:${column.narrow ?? column.width ?? 'auto'}`}
        aria-sort=${column.sortable ? order : nothing}>
      ${column.sortable
        ? html`<button type="button" class="sort" data-sort=${column.key}
            title=${t('shell.sort_by', {column: column.label})}
            @click=${() => this.#sortBy(column)}>${column.label}<span class="order">${
              sorted ? icon(this.sort.descending ? 'down' : 'up') : nothing}</span></button>`
        : column.hidden ? html`<span class="visually-hidden">${column.label}</span>` : column.label}</th>`;
  }

  #row(row, index) {
    return html`<tr class=${`${this.openable ? 'openable' : ''} ${this.rowClass(row)}`}
        aria-rowindex=${index + 2} data-index=${index}
        tabindex=${index === this._active ? 0 : -1}
        @click=${(click) => this.#click(click, row, index)}
        @focus=${() => (this._active = index)}>
      ${this.columns.map((column) =>
        html`<td class=${this.#classes(column)}>${column.render(row)}</td>`)}</tr>`;
  }

  #classes(column) {
    return `${column.align === 'end' ? 'end' : ''} ${column.wide ? 'wide' : ''}`;
  }

  #sortBy(column) {
    const descending = this.sort?.key === column.key ? !this.sort.descending : false;
    this.#send('rs-sort', {key: column.key, descending});
  }

  #click(click, row, index) {
    this._active = index;
    if (this.openable && !click.target.closest('a, button, input, select')) {
      this.#send('rs-open', {row, index});
    }
  }

  #key(press) {
    if (!press.target.matches('tbody tr')) {
      return;
    }
    const page = Math.max(1, Math.floor(this.#scroller.clientHeight / this.rowHeight) - 2);
    const steps = {ArrowDown: 1, ArrowUp: -1, PageDown: page, PageUp: -page,
      Home: -this.rows.length, End: this.rows.length};
    if (press.key in steps) {
      press.preventDefault();
      this.#goTo(this._active + steps[press.key]);
    } else if (press.key === 'Enter' && this.openable) {
      press.preventDefault(); // Or it would press the button that gets the focus in a dialog.
      this.#send('rs-open', {row: this.rows[this._active], index: this._active});
    }
  }

  async #goTo(index) {
    this._active = Math.max(0, Math.min(index, this.rows.length - 1));
    const scroller = this.#scroller;
    const top = this._active * this.rowHeight;
    const head = this.querySelector('thead').offsetHeight;
    const bottom = top + this.rowHeight + head - scroller.clientHeight;
    scroller.scrollTop = Math.max(bottom, Math.min(scroller.scrollTop, top));
    this.#look();
    await this.updateComplete;
    this.querySelector(`tr[data-index="${this._active}"]`)?.focus({preventScroll: true});
  }

  #send(name, detail) {
    this.dispatchEvent(new CustomEvent(name, {detail, bubbles: true}));
  }
}

customElements.define('rs-table', RsTable);
