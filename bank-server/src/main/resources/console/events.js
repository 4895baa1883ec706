// What the bank's events mean to people.

import {href} from './router.js';
import {t, tOr} from './i18n.js';

/** 'MoneyDeposited' → 'Deposit'; a type that is new here keeps its own name. */
export function eventName(type) {
  return tOr(`shell.type_${type}`, type);
}

/** {amount, currency} of the money that the event moved or promised, or null. */
export function amountOf(event) {
  const money = event.data.amount ?? event.data.initial_deposit;
  return isMoney(money) ? money : null;
}

export function isMoney(money) {
  return Boolean(money) && !/^0(\.0+)?$/.test(money.amount);
}

const DIRECTIONS = {
  AccountOpened: 'in', MoneyDeposited: 'in', TransferReceived: 'in',
  MoneyWithdrawn: 'out', TransferSent: 'out',
};

/** 'in', 'out' or null, as seen from the account whose stream it is in. */
export function directionOf(event) {
  return DIRECTIONS[event.type] ?? null;
}

/** 'account-01a1…' → {category: 'account', id: '01a1…'} */
export function streamOf(name) {
  const dash = name.indexOf('-');
  return {category: name.slice(0, dash), id: name.slice(dash + 1)};
}

const PAGES = {account: '/accounts/:id', customer: '/customers/:id',
  standing_order: '/standing-orders/:id'};

/** The page of what the stream is about, or null. */
export function pageOf(stream) {
  const {category, id} = streamOf(stream);
  return PAGES[category] ? href(PAGES[category], {id}) : null;
}

/** {name, page} of whom an entry of the audit log is about; page is null where there is none. */
export function who({name, stream}) {
  return {name: name ?? t(`shell.category_${streamOf(stream).category}`), page: pageOf(stream)};
}

/** What an entry of the audit log was for, or with whom. */
export function whatFor({reason, counterparty}) {
  return [reason, counterparty?.owner_name].filter(Boolean).join(' · ');
}

/** A word of the event's own about what it was for. */
export function detailOf(event) {
  const {description, owner_name: owner, name, reason} = event.data;
  return description || owner || name || reason || '';
}

/** The types of events, by the categories of streams in which they are. */
export const TYPES = {
  account: ['AccountOpened', 'MoneyDeposited', 'MoneyWithdrawn', 'TransferSent', 'TransferReceived',
    'AccountClosed'],
  customer: ['CustomerRegistered', 'CustomerAddressChanged', 'CustomerAccountOpened',
    'CustomerAccountClosed', 'CustomerArchived'],
  standing_order: ['StandingOrderScheduled', 'StandingOrderExecuted', 'StandingOrderExecutionFailed',
    'StandingOrderCancelled', 'StandingOrderCompleted'],
  account_external_id: ['ExternalIdClaimed'],
  customer_external_id: ['ExternalIdClaimed'],
  projection_operation: ['ParkedEventSkipped'],
};
