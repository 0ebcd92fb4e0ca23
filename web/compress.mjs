/**
 * Packs what was built once and well, beside the plain files: the server sends whichever a browser
 * takes. Called with the name of the front end.
 */
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(js|css|html|svg|json|webmanifest)$/;
// Smaller ones fit into one packet as they are.
const WORTH = 1024;

const built = fileURLToPath(new URL(`../zhiyin/entry/pages/built/${process.argv[2]}`, import.meta.url));
for (const name of readdirSync(built, { recursive: true })) {
  const file = join(built, name);
  if (!TEXT.test(name) || statSync(file).size < WORTH) continue;
  const plain = readFileSync(file);
  const quality = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
  writeFileSync(`${file}.gz`, gzipSync(plain, { level: 9 }));
  writeFileSync(`${file}.br`, brotliCompressSync(plain, { params: quality }));
}
