import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { zipSync } from 'fflate'

/**
 * What Teams takes: a flat zip of the manifest and the two icons it names. The same manifest makes the same bytes.
 * @throws {Error} with what Microsoft's own schema, which comes with its package, has to say against the manifest.
 */
export async function teamsPackage(
  manifest: { icons: { color: string; outline: string } },
  icons: string,
): Promise<Uint8Array> {
  const { color, outline } = manifest.icons
  const faults = await AppManifestUtils.validateAgainstSchema(manifest as never)
  if (faults.length > 0) throw new Error(`Teams would refuse its manifest: ${faults.join('; ')}`)
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
