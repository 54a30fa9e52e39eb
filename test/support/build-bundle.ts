/** Once before all tests: the bundle that `bin/mash-audit.js` starts, made by the project's own build. */
import { execSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export default function buildBundle(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execSync('npm run --silent build', { cwd: root, stdio: 'inherit' });
}
