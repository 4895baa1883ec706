// Figures that no event announces are asked for again and again, while somebody can see them.

/** Loads again each so many milliseconds; a question that is still open is not asked anew. */
export class Every {
  #loads;
  #pause;
  #timer = 0;

  constructor(host, pause, ...loads) {
    this.#pause = pause;
    this.#loads = loads;
    host.addController(this);
  }

  hostConnected() {
    this.#timer = setInterval(() => this.#tick(), this.#pause);
  }

  hostDisconnected() {
    clearInterval(this.#timer);
  }

  #tick() {
    if (!document.hidden) {
      this.#loads.filter((load) => !load.loading && !load.error).forEach((load) => load.reload());
    }
  }
}
