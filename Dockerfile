# The front end and the wheel are built apart, so that the image that runs holds neither Node nor a compiler.
FROM node:20-bookworm-slim AS frontend
WORKDIR /source/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
COPY shared_schemas/generated /source/shared_schemas/generated
RUN npm run build

FROM python:3.11-slim-bookworm AS wheel
WORKDIR /source
COPY pyproject.toml README.md LICENSE CHANGELOG.md ./
COPY shared_schemas shared_schemas
COPY backend backend
COPY --from=frontend /source/backend/nas_navigator/static backend/nas_navigator/static
RUN pip wheel --no-cache-dir --no-deps --wheel-dir /wheels .

FROM python:3.11-slim-bookworm
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
ARG EXTRAS=postgres
COPY constraints.txt /tmp/constraints.txt
RUN --mount=from=wheel,source=/wheels,target=/wheels \
    pip install --no-cache-dir --constraint /tmp/constraints.txt --extra-index-url "$TORCH_INDEX" "$(echo /wheels/*.whl)[$EXTRAS]" \
    && useradd --create-home --uid 10001 navigator \
    && install --directory --owner=navigator /data
USER 10001
VOLUME /data
EXPOSE 8642
CMD ["nas-navigator", "serve", "--host", "0.0.0.0", "--port", "8642", "--data-dir", "/data"]
