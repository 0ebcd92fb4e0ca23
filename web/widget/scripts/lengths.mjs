/** No source file above 250 lines: split it by subject, where a reader would look for the seam. */
import { readdirSync, readFileSync } from 'node:fs';

const LIMIT = 250;
const EXEMPT = /^api\/schema\.d\.ts$/;
let bad = 0;
for (const folder of ['src', 'tests', 'scripts', 'dev']) {
  for (const name of readdirSync(folder, { recursive: true })) {
    if (!/\.(tsx?|mjs|css)$/.test(name)) continue;
    const lines = readFileSync(`${folder}/${name}`, 'utf8').split('\n').length - 1;
    if (lines > LIMIT && !EXEMPT.test(name)) {
      console.error(`${folder}/${name}: ${lines} lines, the limit is ${LIMIT}`);
      bad += 1;
    }
  }
}
process.exit(bad ? 1 : 0);
