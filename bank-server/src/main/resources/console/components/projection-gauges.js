// <rs-projection-gauges>: how far each read model is behind the log.

import {html} from 'lit';
import {Load, RsElement} from '../element.js';
import {get} from '../api.js';
import {millis, number} from '../format.js';
import {loadMessages, t, tOr} from '../i18n.js';
import {status} from './status.js';

const EVERY = 2000;
const KINDS = {up_to_date: 'good', behind: 'warn', paused: 'warn', failing: 'bad'};

class RsProjectionGauges extends RsElement {
  #projections = new Load(this, async (signal) => {
    const [found] = await Promise.all([
      get('/api/v1/admin/projections', {}, {signal}), loadMessages('projections')]);
    return found;
  });

  connectedCallback() {
    super.connectedCallback();
    const timer = setInterval(() => document.hidden || this.#projections.loading
      || this.#projections.reload(), EVERY);
    this.whileConnected(() => clearInterval(timer));
  }

  render() {
    return html`<div class="panel"><header><h2>${t('overview.projections')}</h2>
        <a href="/projections">${t('overview.projections_more')}</a></header>
      ${status(this.#projections, ({items}) => html`
        <ul class="gauges">${items.map((projection) => this.#gauge(projection))}</ul>`)}</div>`;
  }

  #gauge({name, state, lag_events: behind, lag_millis: age, head, position}) {
    const label = tOr(`projections.name_${name}`, name.replaceAll('_', ' '));
    const share = head === 0 ? 1 : position / head;
    return html`<li data-projection=${name} data-state=${state}>
      <span class="gauge-name">${label}</span>
      <span class=${`gauge-lag ${KINDS[state]}`}>${behind === 0 && state === 'up_to_date'
        ? t('overview.no_lag') : t(`overview.state_${state}`, {events: behind, age: millis(age)})}</span>
      <span class="gauge" role="meter" aria-label=${label} aria-valuemin="0" aria-valuemax=${head}
        aria-valuenow=${position}><span class=${KINDS[state]}
          .style=${`width:${(share * 100).toFixed(2)}%`}></span></span></li>`;
  }
}

customElements.define('rs-projection-gauges', RsProjectionGauges);
