// What stands in the place of the network and of the person while an island is tested.

let requests = [];
let uploads = [];
let sources = [];

/** From now on requests wait for `answer` or `fail`. */
export function stubFetch() {
  requests = [];
  window.fetch = async (request) => {
    const body = await request.text();
    const line = [request.method, new URL(request.url).pathname, body].join(" ").trim();
    return new Promise((resolve, reject) => requests.push({ line, resolve, reject }));
  };
}

/** From now on beacons stand among the requests. */
export function stubBeacons() {
  navigator.sendBeacon = (url, body) => {
    requests.push({ line: ["BEACON", new URL(url, location).pathname, body].join(" ") });
    return true;
  };
}

/** The person looks at something else, or comes back. */
export function setHidden(hidden) {
  Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
  document.dispatchEvent(new Event("visibilitychange"));
}

export function leave() {
  window.dispatchEvent(new Event("pagehide"));
}

/** Method, path and body of every request, without the numbers of the sendings. */
export function sent() {
  return requests.map((request) => request.line.replace(/&page-load=\d+&page-turn=\d+$/, ""));
}

/** The numbers that the page has given to its sendings. */
export function turns() {
  return requests.map((request) => Number(/page-turn=(\d+)$/.exec(request.line)?.[1]));
}

export function answer(at, status, text) {
  requests[at].resolve(new Response(status === 204 ? null : text, { status }));
}

export function fail(at) {
  requests[at].reject(new TypeError("no network"));
}

/** From now on uploads wait for what the test makes of them. */
export function stubUploads() {
  uploads = [];
  window.XMLHttpRequest = class extends EventTarget {
    upload = new EventTarget();
    open(method, url) {
      this.line = `${method} ${new URL(url).pathname}`;
    }
    setRequestHeader(name, value) {
      this.line += ` ${name}: ${value}`;
    }
    send(data) {
      this.line += ` ${data.getAll("files").map((file) => file.name)}`;
      uploads.push(this);
    }
    abort() {
      this.dispatchEvent(new Event("abort"));
    }
  };
}

/** From now on nothing can be uploaded by a script; gives what happened to the form. */
export function breakUploads(form) {
  const happened = [];
  window.XMLHttpRequest = class {
    constructor() {
      throw new Error("not in this browser");
    }
  };
  form.submit = () => happened.push("submitted");
  return happened;
}

/** Method, path, headers and names of the files of every upload. */
export function uploaded() {
  return uploads.map((upload) => upload.line);
}

export function progress(at, loaded, total) {
  const event = new ProgressEvent("progress", { lengthComputable: total > 0, loaded, total });
  uploads[at].upload.dispatchEvent(event);
}

export function uploadAnswered(at, status, text) {
  Object.assign(uploads[at], { status, responseText: text });
  uploads[at].dispatchEvent(new Event("load"));
}

export function uploadBroke(at) {
  uploads[at].dispatchEvent(new Event("error"));
}

/** Puts a file of `size` bytes into a file input, as a person does. */
export function choose(input, name, size) {
  const chosen = new DataTransfer();
  chosen.items.add(new File(["x".repeat(size)], name));
  input.files = chosen.files;
}

/** From now on the server's events come from `told`. */
export function stubEvents() {
  sources = [];
  window.EventSource = class extends EventTarget {
    constructor(url) {
      super();
      this.url = url;
      sources.push(this);
    }
  };
}

/** The addresses that are listened to. */
export function listened() {
  return sources.map((source) => source.url);
}

export function told(data) {
  for (const source of sources) source.dispatchEvent(new MessageEvent("seq", { data }));
}

/** Takes WebAssembly away; gives what brings it back. */
export function takeWebAssembly() {
  const kept = Object.getOwnPropertyDescriptor(window, "WebAssembly");
  delete window.WebAssembly;
  return () => Object.defineProperty(window, "WebAssembly", kept);
}

/** The page is still loading and the browser busy until `pageLoaded` and `browserIdle`. */
export function stillLoading() {
  Object.defineProperty(document, "readyState", { value: "interactive", configurable: true });
  const idle = window.requestIdleCallback;
  window.requestIdleCallback = (done) => (window.browserIdle = done);
  return () => {
    delete document.readyState;
    window.requestIdleCallback = idle;
  };
}

export function pageLoaded() {
  window.dispatchEvent(new Event("load"));
}

export function browserIdle() {
  window.browserIdle();
}
