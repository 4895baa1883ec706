// <rs-time at="2026-11-21T04:14:01Z">: an instant in the reader's zone. mode is full (default), short,
// relative ("3 minutes ago", kept up to date) or clock; a bare date is a day of no zone.

import {html} from 'lit';
import {RsElement} from '../element.js';
import * as format from '../format.js';

const TICK = 10_000;
const relatives = new Set();
setInterval(() => relatives.forEach((time) => time.requestUpdate()), TICK);

class RsTime extends RsElement {
  static properties = {at: {}, mode: {}};

  connectedCallback() {
    super.connectedCallback();
    if (this.mode === 'relative') {
      relatives.add(this);
      this.whileConnected(() => relatives.delete(this));
    }
  }

  render() {
    if (!this.at) {
      return '';
    }
    if (/^\d{4}-\d\d-\d\d$/.test(this.at)) {
      return html`<time datetime=${this.at}>${format.date(this.at)}</time>`;
    }
    const full = format.dateTime(this.at);
    return html`<time datetime=${this.at} title=${full}>${this.#text(full)}</time>`;
  }

  #text(full) {
    switch (this.mode) {
      case 'relative': return format.relative(this.at);
      case 'short': return format.dateTimeShort(this.at);
      case 'clock': return format.timeOfDay(this.at);
      default: return full;
    }
  }
}

customElements.define('rs-time', RsTime);
