import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { zipSync } from 'fflate'

/** What Teams takes: a flat zip of the manifest and the two icons it names. The same manifest makes the same bytes. */
export function teamsPackage(
  manifest: { icons: { color: string; outline: string } },
  icons: string,
): Uint8Array {
  const { color, outline } = manifest.icons
  return zipSync(
    {
      'manifest.json': Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`),
      [color]: readFileSync(join(icons, color)),
      [outline]: readFileSync(join(icons, outline)),
    },
    // The earliest day that a zip can carry.
    { mtime: '1980-01-02T00:00:00' },
  )
}
