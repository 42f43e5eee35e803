# Hearth in a container. compose.yaml runs it; README.md, “Run it for years”, says how.
# Debian’s slim image: Node’s own builds, and the system that Hearth is tested on.
FROM node:22-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json tsconfig.build.json ./
COPY scripts scripts
COPY content content
COPY manifest manifest
COPY adapters adapters
COPY src src
RUN npm run release

FROM node:22-slim
ENV NODE_ENV=production DATA_DIR=/data STATE_DIR=/state
# Threads come and go: without it what each frees stays with Hearth, up to 600 MB of large files.
ENV MALLOC_ARENA_MAX=2
# Made before they are volumes, so that the volumes belong to the user that Hearth runs as.
RUN install -d -o node -g node -m 0700 /data /state
WORKDIR /app
# A release: the bundles, the content, and what cannot be bundled. Nothing is installed beside it.
COPY --from=build /app/release/hearth ./
USER node
VOLUME /data /state
EXPOSE 3000
# Alive, not ready: what Slack or Microsoft refuse is not mended by starting again.
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + (process.env.PORT || 3000) + '/healthz').then(r => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# What `npm start` runs, without npm between the container and Hearth: SIGTERM reaches it, and it finishes what is in hand.
CMD ["node", "dist/src/start.cjs"]
