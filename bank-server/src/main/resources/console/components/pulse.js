// <rs-pulse>: events and commands per second, as they are heard. A command is what its events name
// as their cause; refused ones leave no event and are not counted here.

import {html, svg} from 'lit';
import {RsElement} from '../element.js';
import {live} from '../live.js';
import {number} from '../format.js';
import {t} from '../i18n.js';

const SECONDS = 60;
const AVERAGED = 5;
const WIDTH = 300;
const HEIGHT = 56;

class RsPulse extends RsElement {
  #events = Array(SECONDS).fill(0);
  #commands = Array(SECONDS).fill(0);
  #causes = new Set();
  #heard = 0;

  connectedCallback() {
    super.connectedCallback();
    this.whileConnected(live.subscribe((events) => this.#hear(events)));
    this.whileConnected(live.watch(() => this.requestUpdate()));
    const timer = setInterval(() => this.#tick(), 1000);
    this.whileConnected(() => clearInterval(timer));
  }

  #hear(events) {
    this.#heard += events.length;
    events.forEach((event) => this.#causes.add(event.metadata.causation_id));
  }

  #tick() {
    this.#events = [...this.#events.slice(1), this.#heard];
    this.#commands = [...this.#commands.slice(1), this.#causes.size];
    this.#heard = 0;
    this.#causes.clear();
    this.requestUpdate();
  }

  render() {
    return html`<div class="panel pulse"><header><h2>${t('overview.pulse')}</h2>
        <span class="muted">${t('overview.pulse_span')}</span></header>
      <div class="pulse-figures">
        ${this.#figure('commands', this.#commands)}${this.#figure('events', this.#events)}</div>
      <svg viewBox="0 0 ${WIDTH} ${HEIGHT}" preserveAspectRatio="none" aria-hidden="true">
        ${this.#bars()}</svg></div>`;
  }

  #figure(name, counts) {
    const last = counts.slice(-AVERAGED);
    const rate = last.reduce((sum, count) => sum + count, 0) / AVERAGED;
    const digits = rate < 10 ? 1 : 0;
    return html`<p data-rate=${name}><span class="figure">${number(rate,
      {minimumFractionDigits: digits, maximumFractionDigits: digits})}</span>
      <span class="figure-label">${t(`overview.${name}_per_second`)}</span></p>`;
  }

  #bars() {
    const high = Math.max(5, ...this.#events);
    const step = WIDTH / SECONDS;
    return this.#events.map((count, i) => {
      const height = Math.max(1, (count / high) * HEIGHT);
      return svg`<rect x=${i * step} y=${HEIGHT - height} width=${step - 1.2} height=${height}
        class=${count > 0 ? 'some' : ''}></rect>`;
    });
  }
}

customElements.define('rs-pulse', RsPulse);
