// <rs-money amount="12.34" currency="EUR">: an amount in the reader's locale. With `position` it
// is a button that shows the event which made it; with `aligned` it fits a column of any scales.

import {html, nothing} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {formatMoney, isNegative, split} from '../money.js';
import {openEvent} from './event-drawer.js';

/** So many letters of an amount with its currency are shown smaller, rather than cut off. */
const LONG = 20;

class RsMoney extends RsElement {
  static properties = {
    amount: {},
    currency: {},
    /** Show a plus, too, and colours. */
    signed: {type: Boolean},
    aligned: {type: Boolean},
    /** Leave the currency to the heading. */
    bare: {type: Boolean},
    position: {type: Number},
  };

  render() {
    if (this.amount == null || this.amount === '') {
      return nothing;
    }
    const text = this.bare || this.aligned ? this.#parts() : this.#whole();
    return this.position
      ? html`<button class="amount-link" type="button" title=${t('shell.show_event')}
          @click=${this.#open}>${text}</button>`
      : text;
  }

  updated() {
    this.classList.toggle('negative', Boolean(this.amount && isNegative(this.amount)));
    this.classList.toggle('long', this.textContent.length > LONG);
    this.classList.toggle('positive',
      Boolean(this.signed && this.amount && !isNegative(this.amount)));
  }

  #whole() {
    return formatMoney(this.amount, this.currency, {signed: this.signed});
  }

  #parts() {
    const [whole, fraction] = split(this.amount, {signed: this.signed});
    const label = this.currency ? this.#whole() : null;
    return html`<span title=${label ?? nothing}>${whole}<span
        class=${this.aligned ? 'fraction' : ''}>${fraction}</span></span>${
      this.currency && !this.bare ? html`<span class="currency">${this.currency}</span>` : nothing}`;
  }

  #open(click) {
    click.preventDefault();
    click.stopPropagation();
    openEvent(this.position);
  }
}

customElements.define('rs-money', RsMoney);
