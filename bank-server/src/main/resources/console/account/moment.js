// <rs-moment .film .version .asOf .length>: from which moment the account is seen. Both axes can
// be chosen at any time, whatever else is on show; rs-look: {version, asOf}, null for no bound.

import {html} from 'lit';
import {RsElement} from '../element.js';
import {t} from '../i18n.js';
import {DAY, dayOf, startOf} from './film.js';
import {icon} from '../components/icons.js';

class RsMoment extends RsElement {
  static properties = {
    film: {attribute: false},
    /** null follows the last event. */
    version: {attribute: false},
    asOf: {attribute: false},
    /** Changes with every event that is added. */
    length: {type: Number},
  };

  render() {
    const {film, version} = this;
    const known = version === null ? '' : film.frames[version - 1].day;
    return html`<div class="moment" role="group" aria-label=${t('account.moment')}>
      <label class="labelled"><span class="legend-as-of">${t('account.as_of')}</span>
        <input type="date" id="as-of" .value=${this.asOf ?? ''}
          @change=${(e) => this.#look(this.version, e.target.value || null)}></label>
      <label class="labelled"><span class="legend-known">${t('account.known_on')}</span>
        <input type="date" id="known-on" min=${film.frames[0].day} .value=${known}
          @change=${(e) => this.#look(this.#versionOf(e.target.value), this.asOf)}></label>
      <label class="labelled"><span>${t('account.known_event')}</span>
        <input type="number" id="known-event" min="1" max=${film.length} step="1"
          placeholder=${film.length} .value=${version === null ? '' : String(version)}
          @change=${(e) => this.#look(Number(e.target.value) || null, this.asOf)}></label>
      <button type="button" class="button small-text" data-now
        ?disabled=${version === null && this.asOf === null}
        @click=${() => this.#look(null, null)}>${t('account.to_now')} ${icon('next')}</button>
    </div>`;
  }

  /** What was recorded until the end of the day, which is the bank's and so begins in UTC. */
  #versionOf(day) {
    const end = day === '' ? Infinity : startOf(day) + DAY - 1;
    return day === '' || day >= dayOf(Date.now()) ? null : this.film.versionAt(end);
  }

  #look(version, asOf) {
    this.dispatchEvent(new CustomEvent('rs-look', {detail: {version, asOf}, bubbles: true}));
    this.requestUpdate(); // The fields say what is on show, not what was typed.
  }
}

customElements.define('rs-moment', RsMoment);
