import type { IncomingMessage, ServerResponse } from "node:http";
import type { Plugin } from "vite";
import { WebSocketServer } from "ws";
import * as d from "./data.ts";
import { blobs, changed, files, onPush, post, route } from "./routes.ts";

type Any = Record<string, any>;

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

async function upload(raw: Buffer, type: string): Promise<Any> {
  const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
  const file = form.get("file") as File;
  const id = d.uid();
  const info = { id, name: file.name, media_type: file.type, size: file.size, width: 320, height: 240, url: `/api/files/${id}`, thumb_url: `/api/files/${id}?size=thumb` };
  files.set(id, info);
  blobs.set(id, Buffer.from(await file.arrayBuffer()));
  return info;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://x");
  const raw = await bodyOf(request);
  const send = (status: number, body: unknown) => {
    response.writeHead(status, { "content-type": "application/json" });
    response.end(JSON.stringify(body));
  };
  if (url.pathname.startsWith("/api/files/")) {
    const id = url.pathname.split("/")[3] as string;
    response.writeHead(200, { "content-type": files.get(id)?.media_type ?? "image/png" });
    response.end(blobs.get(id));
    return;
  }
  if (url.pathname === "/api/files") return send(200, await upload(raw, request.headers["content-type"] ?? ""));
  const body = raw.length ? JSON.parse(raw.toString()) : {};
  const reply = route(request.method ?? "GET", url.pathname, url.searchParams, body);
  send(reply.status, reply.body);
}

/** Answers /api from memory while no real server is there. */
export function mockServer(): Plugin {
  return {
    name: "zhiyin-mock",
    apply: "serve",
    configureServer(server) {
      const sockets = new WebSocketServer({ noServer: true });
      onPush((frame) => {
        const text = JSON.stringify(frame);
        for (const socket of sockets.clients) socket.send(text);
      });
      sockets.on("connection", (socket) => {
        socket.send(JSON.stringify({ type: "welcome", staff_id: d.me.id, now: d.ago(0) }));
        socket.on("message", (data) => {
          const frame = JSON.parse(String(data)) as Any;
          if (frame.type === "post") socket.send(JSON.stringify({ type: "ack", key: frame.key, message: post(frame.conversation_id, frame) }));
          if (frame.type === "ping") socket.send(JSON.stringify({ type: "pong" }));
          if (frame.type === "seen") {
            const c = d.summaries.find((each) => each.id === frame.conversation_id);
            if (c) { Object.assign(c, { unread: 0, staff_read: frame.number, number: c.number + 1 }); changed(c, []); }
          }
        });
      });
      server.httpServer?.on("upgrade", (request, socket, head) => {
        if (request.url?.startsWith("/api/live/staff")) {
          sockets.handleUpgrade(request, socket as never, head, (made) => sockets.emit("connection", made, request));
        }
      });
      server.middlewares.use((request, response, next) => {
        if (!request.url?.startsWith("/api/")) return next();
        answer(request, response).catch((reason) => {
          response.writeHead(500);
          response.end(String(reason));
        });
      });
    },
  };
}
