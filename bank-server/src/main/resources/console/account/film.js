// An account as a film: every event is a frame, and the account can be seen at any of them. All
// sums are BigInts of minor units; the plot alone gets Numbers.

import {parse, toDecimal} from '../money.js';

const SIGNS = {
  AccountOpened: 1n, MoneyDeposited: 1n, TransferReceived: 1n, MoneyWithdrawn: -1n, TransferSent: -1n,
};

export const DAY = 86_400_000;

/** The day in UTC, where days of the bank begin. */
export function dayOf(instant) {
  return new Date(instant).toISOString().slice(0, 10);
}

export function startOf(day) {
  return Date.parse(`${day}T00:00:00Z`);
}

export class Film {
  frames = [];

  /** Places in `frames`, in the order in which they take effect. */
  order = [];

  #days = {length: 0, all: []};

  constructor(events = []) {
    this.append(events);
  }

  get length() {
    return this.frames.length;
  }

  get last() {
    return this.frames.at(-1);
  }

  get opening() {
    return this.frames[0].event.data;
  }

  get currency() {
    return this.opening.currency;
  }

  get scale() {
    return parse(this.opening.initial_deposit.amount).scale;
  }

  /** Takes in what follows; false if something is missing in between, or was there before. */
  append(events) {
    for (const event of events) {
      if (event.version !== this.length + 1) {
        return event.version <= this.length;
      }
      this.#add(event);
    }
    return true;
  }

  #add(event) {
    const before = this.last ?? {balance: 0n, paidIn: 0n, paidOut: 0n, count: 0};
    const money = event.data.amount ?? event.data.initial_deposit;
    const amount = money && event.type in SIGNS ? parse(money.amount).units : 0n;
    const change = amount * (SIGNS[event.type] ?? 0n);
    const day = dayOf(event.recorded_at);
    const effective = event.data.effective_date ?? day;
    const time = Date.parse(event.recorded_at);
    const frame = {
      event, day, effective, time, change,
      version: event.version,
      position: event.position,
      /** Takes effect as its day begins, where that is not the day of its recording. */
      from: effective === day ? time : startOf(effective),
      moved: effective !== day,
      balance: before.balance + change,
      paidIn: before.paidIn + (change > 0n ? change : 0n),
      paidOut: before.paidOut - (change < 0n ? change : 0n),
      count: before.count + (change === 0n ? 0 : 1),
    };
    this.frames.push(frame);
    this.#place(frame);
  }

  /** Nearly always at the end. */
  #place(frame) {
    let place = this.order.length;
    while (place > 0 && this.frames[this.order[place - 1]].from > frame.from) {
      place--;
    }
    this.order.splice(place, 0, this.length - 1);
  }

  /**
   * The account as it was known after that version, with what takes effect until the end of that
   * day; null for no bound. Amounts are BigInts of minor units.
   */
  at(version, asOf = null) {
    const known = this.frames[version - 1];
    const sums = asOf === null ? {...known, counted: known} : this.#sum(version, asOf);
    const closed = this.#closing(version, asOf);
    const limit = parse(this.opening.overdraft_limit?.amount ?? '0').units;
    return {
      known,
      balance: sums.balance,
      limit,
      available: closed ? 0n : sums.balance + limit,
      paidIn: sums.paidIn,
      paidOut: sums.paidOut,
      count: sums.count,
      status: closed ? 'closed' : 'open',
      exists: asOf === null || this.frames[0].effective <= asOf || sums.count > 0,
      /** The frame that was counted last: who asks for a reason is shown this. */
      counted: closed ?? sums.counted,
    };
  }

  /** What can be taken out now: no day to come may end below the limit. */
  availableOn(today) {
    const now = this.at(this.length);
    let [balance, lowest] = [now.balance, now.balance];
    for (let i = this.length - 1; i >= 0 && this.#inOrder(i).effective > today; i--) {
      balance -= this.#inOrder(i).change;
      const dayBegins = this.#inOrder(i - 1)?.effective !== this.#inOrder(i).effective;
      lowest = dayBegins && balance < lowest ? balance : lowest;
    }
    return now.status === 'closed' ? 0n : lowest + now.limit;
  }

  #inOrder(i) {
    return this.frames[this.order[i]];
  }

  #sum(version, asOf) {
    const sums = {balance: 0n, paidIn: 0n, paidOut: 0n, count: 0, counted: this.frames[0]};
    for (let i = 0; i < version; i++) {
      const frame = this.frames[i];
      if (frame.change !== 0n && frame.effective <= asOf) {
        sums.balance += frame.change;
        sums.paidIn += frame.change > 0n ? frame.change : 0n;
        sums.paidOut -= frame.change < 0n ? frame.change : 0n;
        sums.count++;
        sums.counted = frame;
      }
    }
    return sums;
  }

  /** The closing is an account's last event. */
  #closing(version, asOf) {
    const last = this.last;
    const seen = last.event.type === 'AccountClosed' && version === this.length
      && (asOf === null || last.day <= asOf);
    return seen ? last : null;
  }

  decimal(units) {
    return toDecimal(units, this.scale);
  }

  /**
   * For the plot: when the balance changed on the effective axis and what it was then, of the
   * frames up to that version. Of frames at one time only the last counts.
   */
  curve(version = this.length) {
    const times = [];
    const balances = [];
    let balance = 0;
    for (const place of this.order) {
      if (place < version) {
        const frame = this.frames[place];
        balance += Number(frame.change);
        if (times.at(-1) === frame.from) {
          balances[balances.length - 1] = balance;
        } else {
          times.push(frame.from);
          balances.push(balance);
        }
      }
    }
    return {times, balances};
  }

  /** The version of the last frame that was recorded by then; at least the first. */
  versionAt(time) {
    let [low, high] = [0, this.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.frames[middle].time <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return Math.max(1, low);
  }

  /** The days on which something takes effect, in their order. */
  get days() {
    if (this.#days.length !== this.length) {
      const all = this.order.map((place) => this.frames[place].effective);
      this.#days = {length: this.length, all: [...new Set(all)]};
    }
    return this.#days.all;
  }
}
