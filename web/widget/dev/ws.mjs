/** The smallest socket server that a development page needs: text frames only. */
import { createHash } from 'node:crypto';

const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

function frame(opcode, body) {
  const head =
    body.length < 126
      ? Buffer.from([0x80 | opcode, body.length])
      : Buffer.from([0x80 | opcode, 126, body.length >> 8, body.length & 255]);
  return Buffer.concat([head, body]);
}

/** Accepts an upgrade and returns `{send, close, onMessage, onClose}`. */
export function accept(request, socket) {
  const key = createHash('sha1').update(request.headers['sec-websocket-key'] + GUID);
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${key.digest('base64')}\r\n\r\n`,
  );
  const peer = {
    onMessage: () => {},
    onClose: () => {},
    send: (value) => socket.writable && socket.write(frame(1, Buffer.from(JSON.stringify(value)))),
    close: (code) => {
      socket.write(frame(8, Buffer.from([code >> 8, code & 255])));
      socket.end();
    },
  };
  let held = Buffer.alloc(0);
  socket.on('data', (data) => {
    held = Buffer.concat([held, data]);
    for (;;) {
      if (held.length < 6) return;
      let length = held[1] & 127;
      let at = 2;
      if (length === 126) {
        length = held.readUInt16BE(2);
        at = 4;
      }
      if (held.length < at + 4 + length) return;
      const mask = held.subarray(at, at + 4);
      const body = Buffer.from(held.subarray(at + 4, at + 4 + length));
      for (let i = 0; i < body.length; i += 1) body[i] ^= mask[i & 3];
      const opcode = held[0] & 15;
      held = held.subarray(at + 4 + length);
      if (opcode === 8) socket.end();
      else if (opcode === 1) peer.onMessage(JSON.parse(body.toString()));
    }
  });
  socket.on('close', () => peer.onClose());
  socket.on('error', () => peer.onClose());
  return peer;
}
