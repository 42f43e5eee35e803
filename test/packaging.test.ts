import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse, parseAllDocuments } from 'yaml'
import { knownVariables } from '../src/config/config.ts'
import { packageRoot } from '../src/config/paths.ts'
import { createMetrics } from '../src/operations/metrics/prometheus.ts'

const root = packageRoot()
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const start = String(JSON.parse(read('package.json')).scripts.start).replace(/^node /, '')

/** Nobody in particular, with no leave to do anything: as the container's user is, with its flags. */
const confined = ['--reuid=65534', '--regid=65534', '--clear-groups', '--no-new-privs', '--bounding-set=-all']
/** The machine has what takes rights away, and its Node may be run by such a user. */
const canConfine =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  // By a shell, as below: what `setpriv` itself starts may still be let into a closed folder.
  spawnSync('unshare', ['--mount', 'setpriv', ...confined, 'sh', '-c', `"${process.execPath}" --version`])
    .status === 0

describe('The container', () => {
  const [, build = '', final = ''] = read('Dockerfile').split(/^FROM .*$/m)

  /** A folder with what the image has: the release that is put together while it is built, and nothing else. */
  function image(): string {
    const folder = mkdtempSync(join(tmpdir(), 'hearth-image-'))
    chmodSync(folder, 0o755)
    expect([...final.matchAll(/^COPY .*$/gm)].map(([line]) => line)).toEqual([
      'COPY --from=build /app/release/hearth ./',
    ])
    spawnSync(process.execPath, [join(root, 'scripts/release.mjs'), folder])
    return join(folder, 'hearth')
  }

  it.each(['Dockerfile', 'scripts/hearth.service'])(
    'gives back the memory of threads that ended, in %s',
    file => {
      expect(read(file)).toMatch(/^(?:ENV |Environment=)MALLOC_ARENA_MAX=2$/m)
    },
  )

  it('is built as a release is', () => {
    expect(build).toContain('RUN npm run release\n')
    expect(JSON.parse(read('package.json')).scripts.release).toBe('npm run build && node scripts/release.mjs')
  })

  it('copies what there is, and the build is let in by .dockerignore', () => {
    const copied = [...build.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(match =>
      (match[1] ?? '').split(' '),
    )
    expect(copied.length).toBeGreaterThan(5)
    const ignored = read('.dockerignore').split('\n')
    for (const path of copied) {
      expect(existsSync(join(root, path)), path).toBe(true)
      expect(ignored).toContain(`!${path}`)
    }
  })

  it('keeps secrets and what people wrote out of the image', () => {
    const lines = read('.dockerignore')
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
    expect(lines[0]).toBe('*')
    expect(lines.at(-1)).toBe('**/.env*')
    for (const name of ['data', 'test', '.git', 'node_modules']) expect(lines).not.toContain(`!${name}`)
  })

  it('runs what `npm start` runs, not as root, with a volume for what is stored and a check of its health', () => {
    expect(final).toContain(`CMD ["node", "${start}"]`)
    expect([...final.matchAll(/^USER (.+)$/gm)].map(match => match[1])).toEqual(['node'])
    expect(final).toMatch(
      /DATA_DIR=\/data[\s\S]*install -d -o node -g node -m 0700 \/data[\s\S]*USER node[\s\S]*VOLUME \/data/,
    )
    expect(final).toMatch(/^HEALTHCHECK [\s\S]*\/healthz/m)
  })

  it('takes along all that is loaded: in the terminal, on Slack and Teams, for content of one’s own, for the doctor', async () => {
    const folder = image()
    const run = (script: string, input: string, environment: Record<string, string> = {}) => {
      const cwd = mkdtempSync(join(tmpdir(), 'hearth-image-run-'))
      const env = { PATH: process.env.PATH ?? '', ...environment }
      return spawnSync(process.execPath, [join(folder, script)], { cwd, env, input, encoding: 'utf8' })
    }
    const own = mkdtempSync(join(tmpdir(), 'hearth-image-content-'))
    writeFileSync(join(own, 'icebreakers.yaml'), '- { id: tiny-or-huge, retired: true }\n')
    const talk = run(start, 'icebreaker teens\n', { CONTENT_DIR: own })
    expect(talk.stderr).toBe('')
    expect(talk.stdout).toContain('Is it right for us')
    // Neither gets further than that: by then everything is loaded.
    const taken = createServer().listen(0)
    const { port } = taken.address() as AddressInfo
    const slack = {
      SLACK_BOT_TOKEN: 'xoxb-1',
      SLACK_SIGNING_SECRET: '0123456789abcdef',
      SLACK_API_URL: 'http://127.0.0.1:1/',
    }
    const teams = { TEAMS_LOCAL: '1', PORT: String(port) }
    expect(run(start, '', slack).stderr).toContain('Slack could not be reached')
    expect(run(start, '', teams).stderr).toContain('EADDRINUSE')
    taken.close()
    expect(run('dist/start/doctor.js', '').stdout).toContain('Settings')
  })

  it('may do nothing that it need not: a read-only system, no capabilities, no new privileges', () => {
    const { hearth } = parse(read('compose.yaml')).services
    expect(hearth).toMatchObject({
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
      tmpfs: '/tmp',
    })
    for (const more of ['privileged', 'cap_add', 'devices', 'network_mode', 'pid', 'user', 'userns_mode'])
      expect(hearth).not.toHaveProperty(more)
    expect(hearth.volumes).toEqual(['data:/data', 'state:/state'])
    expect(hearth.ports.every((one: string) => one.startsWith('127.0.0.1:'))).toBe(true)
  })

  it.runIf(canConfine)(
    'keeps what is said, and lets itself be looked at, with all of that taken away',
    () => {
      const folder = image()
      for (const name of ['data', 'state']) mkdirSync(join(folder, name))
      // A mount namespace of its own, in which nothing but the two volumes can be written to.
      const confine = `
      for volume in data state; do mount -t tmpfs -o uid=65534,gid=65534,mode=0700 "$volume" "$volume"; done
      mount -o remount,bind,ro /
      exec setpriv ${confined.join(' ')} sh -c '
        echo "Effective: $(grep -c "^CapEff:.0000000000000000" /proc/self/status)"
        echo "No new privileges: $(grep -c "^NoNewPrivs:.1" /proc/self/status)"
        touch dist/start/main.js 2>&1
        echo "note the kettle leaks" | "$NODE" ${start}
        echo notes | "$NODE" ${start}
        "$NODE" dist/start/backup.js
        "$NODE" dist/start/doctor.js'`
      const { stdout, stderr } = spawnSync('unshare', ['--mount', 'sh', '-ec', confine], {
        cwd: folder,
        encoding: 'utf8',
        env: {
          PATH: process.env.PATH ?? '',
          NODE: process.execPath,
          DATA_DIR: join(folder, 'data'),
          STATE_DIR: join(folder, 'state'),
        },
      })
      expect(stderr).toBe('')
      expect(stdout).toContain('Effective: 1\nNo new privileges: 1\n')
      expect(stdout).toMatch(/cannot touch|Read-only/)
      expect(stdout.match(/the kettle leaks/g)).toHaveLength(2)
      expect(stdout).toContain('and read the copy back: it is whole')
      expect(stdout).toMatch(/What is stored[\s\S]*console-here/)
    },
  )

  it('is built and run on the same Node', () => {
    const images = [...read('Dockerfile').matchAll(/^FROM (\S+)/gm)].map(match => match[1])
    expect(new Set(images)).toEqual(new Set(['node:22-slim']))
  })

  it('is bounded in memory, processes and logs', () => {
    const { hearth } = parse(read('compose.yaml')).services
    expect(hearth).toMatchObject({ mem_limit: '768m', memswap_limit: '768m', pids_limit: 200 })
    expect(hearth.logging).toEqual({ driver: 'json-file', options: { 'max-size': '10m', 'max-file': '5' } })
  })

  it('is given only settings that Hearth knows', () => {
    const services = Object.values<Service>(parse(read('compose.yaml'), { merge: true }).services)
    const set = services.filter(one => one.build).flatMap(one => Object.keys(one.environment))
    expect(new Set(set)).toEqual(new Set(['DATA_DIR', 'BACKUP_DIR', 'DATABASE_URL', 'METRICS_PORT']))
    expect(knownVariables()).toEqual(expect.arrayContaining(set))
  })
})

/** One of `compose.yaml`, as far as the tests look at it. */
interface Service {
  build?: string
  environment: Record<string, string>
  profiles?: string[]
  ports?: string[]
}

describe('Two Hearths on one database', () => {
  const { services, configs } = parse(read('compose.yaml'), { merge: true })
  const kubernetes = parseAllDocuments(read('docs/deploy/kubernetes.yaml')).map(one => one.toJS())
  const deployment = kubernetes.find(one => one.kind === 'Deployment').spec
  const [container] = deployment.template.spec.containers

  it('are in compose.yaml only where they are asked for, and bounded as one alone is', () => {
    const many = Object.entries<Service>(services).filter(([name]) => name !== 'hearth')
    expect(many.map(([, one]) => one.profiles)).toEqual(many.map(() => ['many']))
    for (const name of ['hearth-1', 'hearth-2']) {
      const { environment, env_file, volumes, ports, profiles, depends_on, ...bounds } = services[name]
      expect(services.hearth).toMatchObject(bounds)
      expect([volumes, ports]).toEqual([[], []])
    }
  })

  it('are reached by a balancer alone, which asks each whether it is ready', () => {
    expect(services.balancer.ports).toEqual(['80:80', '443:443'])
    expect(services.database).not.toHaveProperty('ports')
    expect(configs.balancer.content).toMatch(/hearth-1:\S+ hearth-2:\S+ \{[\s\S]*health_uri \/readyz/)
  })

  it('are exchanged one by one in a cluster: the next is ready before one goes', () => {
    expect(deployment.replicas).toBe(2)
    expect(deployment.strategy.rollingUpdate).toEqual({ maxUnavailable: 0, maxSurge: 1 })
    expect(container.readinessProbe.httpGet.path).toBe('/readyz')
    // What is not ready is not started again: what Slack or the database refuses is not mended by that.
    expect([container.livenessProbe.httpGet.path, container.startupProbe.httpGet.path]).toEqual([
      '/healthz',
      '/healthz',
    ])
  })

  it('may do nothing in a cluster that they need not, and are given only settings that Hearth knows', () => {
    expect(container.securityContext).toEqual({
      readOnlyRootFilesystem: true,
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
    })
    expect(deployment.template.spec).toMatchObject({
      automountServiceAccountToken: false,
      securityContext: { runAsNonRoot: true },
    })
    expect(knownVariables()).toEqual(
      expect.arrayContaining(container.env.map((one: { name: string }) => one.name)),
    )
  })

  it('keep their figures inside: no address from outside leads to them', () => {
    const routed = JSON.stringify(kubernetes.filter(one => one.kind !== 'Deployment'))
    expect(routed).not.toMatch(/9464|metrics/)
  })
})

describe('The dashboard', () => {
  it('draws figures that Hearth makes, by the labels that they have', async () => {
    const nobody = { workspaces: async () => [], nextDueAt: async () => undefined }
    const { text } = await createMetrics({
      store: () => nobody,
      connections: () => undefined,
      now: Date.now,
    }).told()
    const dashboard = JSON.parse(read('docs/deploy/grafana-dashboard.json'))
    const asked: string[] = dashboard.panels.flatMap((panel: { targets: { expr: string }[] }) =>
      panel.targets.map(one => one.expr),
    )
    const named = asked.flatMap(expr => expr.match(/\b(hearth|process|nodejs)_\w+/g) ?? [])
    expect(named.length).toBeGreaterThanOrEqual(asked.length)
    const made = new Set([...text.matchAll(/^# TYPE (\w+)/gm)].map(match => match[1]))
    const unknown = named.filter(
      name => !made.has(name.replace(/_(bucket|count|sum)$/, '')) && !made.has(name),
    )
    expect(unknown).toEqual([])
  })
})

describe('The service of systemd', () => {
  const unit = read('scripts/hearth.service')

  it('runs what `npm start` runs, as a user of its own, and may write in one place', () => {
    expect(unit).toContain(`ExecStart=/usr/bin/node ${start}\n`)
    expect(unit).toMatch(/^User=hearth$/m)
    expect(unit).toMatch(/^ProtectSystem=strict$/m)
    expect(unit).toMatch(/^StateDirectory=hearth$/m)
    expect(unit).not.toMatch(/^ReadWritePaths/m)
  })

  it('is bounded in memory, threads, open files and lines of log, and leaves no copy of its memory', () => {
    const set = new Map([...unit.matchAll(/^([A-Za-z]+)=(.*)$/gm)].map(([, name, value]) => [name, value]))
    expect(Object.fromEntries(set)).toMatchObject({
      MemoryMax: '768M',
      MemorySwapMax: '0',
      TasksMax: '200',
      LimitNOFILE: '16384',
      LogRateLimitIntervalSec: '60',
      LogRateLimitBurst: '600',
      LimitCORE: '0',
    })
  })

  const analyzer = spawnSync('systemd-analyze', ['--version']).status === 0
  it.runIf(analyzer)('is well shut in, as systemd itself judges it', () => {
    const { stdout } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', join(root, 'scripts/hearth.service')],
      {
        encoding: 'utf8',
      },
    )
    const [, level] = /Overall exposure level for \S+ (\d+\.\d+)/.exec(stdout) ?? []
    expect(Number(level)).toBeLessThan(1.3)
  })
})
