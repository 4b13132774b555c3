/** The simulator over HTTP: the only thing this page talks to. */

const BASE = '/practice/api';
const RECONNECT_MS = 1500;

/** Thrown when the simulator refuses; `message` is its own explanation, fit to be shown. */
export class RefusedError extends Error {}

export function get(path, query = {}) {
  const search = new URLSearchParams(query).toString();
  return request('GET', search ? `${path}?${search}` : path);
}

export function post(path, body) {
  return request('POST', path, body);
}

/** The address of a file the simulator knows. */
export function fileUrl(file) {
  return `${BASE}/file?path=${encodeURIComponent(file.file_path ?? file.file_id)}`;
}

/**
 * Listens to everything that happens in the simulated world.
 * `onEvent(event)` gets each event; `onState(isConnected, isAgain)` says when the line drops and when it is back.
 */
export function listen(onEvent, onState) {
  let wasOpen = false;
  const connect = () => {
    const source = new EventSource(`${BASE}/events`);
    source.addEventListener('open', () => {
      onState(true, wasOpen);
      wasOpen = true;
    });
    source.addEventListener('message', (event) => onEvent(JSON.parse(event.data)));
    source.addEventListener('error', () => {
      onState(false, wasOpen);
      // The browser retries by itself unless the server answered with an error; then the source is closed for good.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, RECONNECT_MS);
    });
  };
  connect();
}

async function request(method, path, body) {
  const options = { method };
  if (body !== undefined) {
    options.headers = { 'content-type': 'application/json' };
    options.body = JSON.stringify(body);
  }
  const response = await fetch(`${BASE}${path}`, options);
  const text = await response.text();
  const answer = parse(text);
  if (!response.ok) throw new RefusedError(reasonIn(answer) ?? (text || `HTTP ${response.status}`));
  return answer;
}

function parse(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function reasonIn(answer) {
  if (!answer) return null;
  return answer.description ?? answer.message ?? answer.error ?? null;
}
