// Sends a file in pieces to the address of its slot; after a cut it asks how much has arrived and goes on from there.
const PIECE = 1024 * 1024;
const STALLED = 30000;
const [FIRST_WAIT, LONGEST_WAIT] = [1000, 30000];

const base64 = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)));
/** A value of a header's parameter as RFC 8187 writes it. */
const encoded = (text) => encodeURIComponent(text).replace(/['()*]/g, (one) => `%${one.charCodeAt(0).toString(16)}`);

export class Sending {
  /** `told`: moved(bytes), cut(bytes that have arrived), checking(), answered(request), changed(). */
  constructor(form, file, told) {
    Object.assign(this, { form, file, told, wait: FIRST_WAIT, arrived: 0 });
    this.goOn = () => this.go();
    this.break = () => this.request?.abort();
    window.addEventListener("online", this.goOn);
    window.addEventListener("offline", this.break);
  }

  /** Begins, or goes on at once instead of waiting. */
  async go() {
    if (this.isGoing || this.isOver) return;
    this.isGoing = true;
    clearTimeout(this.timer);
    try {
      const end = await this.all();
      if (this.isOver) return;
      if (end) this.over(() => this.told.answered(end));
      else this.later();
    } catch (unreadable) {
      if (!(unreadable instanceof DOMException)) throw unreadable;
      this.over(() => this.told.changed());
    } finally {
      this.isGoing = false;
    }
  }

  /** The answer that ends it; null after a cut. Throws where the file cannot be read any more. */
  async all() {
    await this.file.slice(0, 1).arrayBuffer();
    let answer = await this.ask("POST", { "Upload-Complete": "?0" });
    while (answer.status === 204) {
      this.arrived = Number(answer.getResponseHeader("Upload-Offset"));
      this.told.moved(this.arrived);
      if (this.arrived === this.file.size) return this.last();
      const piece = this.file.slice(this.arrived, this.arrived + PIECE);
      answer = await this.ask("PATCH", { "Upload-Complete": "?0", "Upload-Offset": this.arrived }, piece);
      if (answer.status === 204) this.wait = FIRST_WAIT;
    }
    return isCut(answer) ? null : answer;
  }

  async last() {
    this.told.checking();
    const digest = base64(await crypto.subtle.digest("SHA-256", await this.file.arrayBuffer()));
    const said = { "Upload-Complete": "?1", "Upload-Offset": this.file.size, "Repr-Digest": `sha-256=:${digest}:` };
    const answer = await this.ask("PATCH", said);
    return isCut(answer) ? null : answer;
  }

  /** One request, once it has ended in one way or another. */
  ask(method, said, piece = null) {
    const request = new XMLHttpRequest();
    this.request = request;
    request.open(method, this.form.action);
    const headers = {
      "Content-Disposition": `attachment; filename*=UTF-8''${encoded(this.file.name)}`,
      "Last-Modified": new Date(this.file.lastModified).toUTCString(),
      "Upload-Length": this.file.size,
      "X-CSRFToken": this.form.elements.csrfmiddlewaretoken?.value ?? "",
      "X-Part": "slot",
      ...said,
    };
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, String(value));
    if (piece) this.follow(request);
    return new Promise((done) => {
      request.addEventListener("loadend", () => {
        this.request = null; // to abort it now would forget its answer
        done(request);
      });
      request.send(piece && new Blob([piece], { type: "application/partial-upload" }));
    });
  }

  /** Tells what is on its way; a line on which nothing moves any more is cut. */
  follow(request) {
    const alive = () => {
      clearTimeout(this.stalled);
      this.stalled = setTimeout(() => request.abort(), STALLED);
    };
    alive();
    request.upload.addEventListener("progress", ({ loaded }) => {
      alive();
      this.told.moved(this.arrived + loaded);
    });
    request.addEventListener("loadend", () => clearTimeout(this.stalled));
  }

  later() {
    this.told.cut(this.arrived);
    this.timer = setTimeout(this.goOn, this.wait);
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
  }

  /** Nothing more is sent; `then` says why. */
  over(then = () => {}) {
    this.isOver = true;
    clearTimeout(this.timer);
    this.break();
    window.removeEventListener("online", this.goOn);
    window.removeEventListener("offline", this.break);
    then();
  }
}

/** No answer, or one that says: not now. A piece that was not the next one is asked about again too. */
function isCut(request) {
  const isElsewhere = request.status === 409 && request.getResponseHeader("Upload-Offset") !== null;
  return request.status === 0 || request.status >= 500 || request.status === 429 || isElsewhere;
}
