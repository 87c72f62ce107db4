import type { ServerResponse } from "node:http";

/** What Google's front end in front of Cloud Run says when it lets nobody through. */
const PAGES = {
  401: {
    title: "Unauthorized",
    text: "Your client does not have permission to the requested URL <code>{path}</code>.",
  },
  403: {
    title: "Forbidden",
    text: "Your client does not have permission to get URL <code>{path}</code> from this server.",
  },
  404: {
    title: "Page not found",
    text: "The requested URL was not found on this server.",
  },
  413: { title: "Request Entity Too Large", text: "Your client issued a request that was too large." },
} as const;

/** Answers with one of Google's HTML pages; the request goes no further. */
export function sendRefusal(response: ServerResponse, status: keyof typeof PAGES, path: string): void {
  const { title, text } = PAGES[status];
  const shown = (path.split("?", 1)[0] ?? "").replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  const body = [
    "",
    "<html><head>",
    '<meta http-equiv="content-type" content="text/html;charset=utf-8">',
    `<title>${status} ${title}</title>`,
    "</head>",
    "<body text=#000000 bgcolor=#ffffff>",
    `<h1>Error: ${title}</h1>`,
    `<h2>${text.replace("{path}", shown)}</h2>`,
    "<h2></h2>",
    "</body></html>",
    "",
  ].join("\n");
  if (status === 401) {
    const reason = 'Bearer error="invalid_token" error_description="The access token could not be verified"';
    response.setHeader("www-authenticate", reason);
  }
  // What is left of the request body is not read.
  if (status === 413) response.setHeader("connection", "close");
  response.writeHead(status, { "content-type": "text/html; charset=UTF-8" });
  response.end(body);
}
