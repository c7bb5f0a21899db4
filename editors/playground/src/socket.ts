// LSP over the page's WebSocket.
import type { Transport } from '@codemirror/lsp-client';
import { language } from './words';

/** Connects to the server that this page came from; `ended` is called when it is gone. */
export function connect(ended: () => void): Promise<Transport> {
  const address = new URL('lsp', location.href);
  address.protocol = 'ws:';
  address.search = '';
  const socket = new WebSocket(address);
  const handlers = new Set<(message: string) => void>();
  socket.addEventListener('message', event => {
    for (const handler of handlers) handler(String(event.data));
  });
  socket.addEventListener('close', ended);
  return new Promise(resolve => {
    socket.addEventListener('open', () => resolve({
      send: message => socket.send(spoken(message)),
      subscribe: handler => handlers.add(handler),
      unsubscribe: handler => handlers.delete(handler),
    }));
  });
}

/** The first message, with the language that the page speaks: the client of CodeMirror does not say. */
function spoken(message: string): string {
  if (!message.includes('"method":"initialize"')) return message;
  const request = JSON.parse(message);
  if (request.method !== 'initialize') return message;
  return JSON.stringify({ ...request, params: { ...request.params, locale: language } });
}
