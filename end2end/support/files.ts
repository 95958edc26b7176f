import { Buffer } from "node:buffer";

/** A file for a chooser. */
export interface GivenFile {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A page of PDF with as many bytes more as wanted. */
export function pdf(name: string, more = 0): GivenFile {
  const head = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
`;
  const filling = Buffer.alloc(more, "% filling of a test file, nothing to read here\n");
  const tail = "trailer<</Root 1 0 R/Size 4>>\n%%EOF\n";
  return { name, mimeType: "application/pdf", buffer: Buffer.concat([Buffer.from(head), filling, Buffer.from(tail)]) };
}

/** One grey pixel. */
export function jpeg(name: string): GivenFile {
  const pixel =
    "/9j/4AAQSkZJRgABAQEAYABgAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0" +
    "Hyc5PTgyPC4zNDL/wAALCAABAAEBAREA/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9" +
    "AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZn" +
    "aGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP0" +
    "9fb3+Pn6/9oACAEBAAA/APn+v//Z";
  return { name, mimeType: "image/jpeg", buffer: Buffer.from(pixel, "base64") };
}
