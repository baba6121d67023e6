# The web process. compose.yaml runs it with Postgres and Redis.

FROM node:24-slim AS pages
WORKDIR /collab/frontend
COPY frontend/package.json frontend/package-lock.json ./
RUN npm ci --no-audit --no-fund
COPY frontend ./
COPY templates/icons ../templates/icons
RUN npm run build

FROM python:3.13-slim AS packages
COPY requirements.txt /
RUN python -m venv /venv && \
    /venv/bin/pip install --no-cache-dir --require-hashes -r /requirements.txt

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home collab && \
    install --directory --owner collab /data
COPY --from=packages /venv /venv
WORKDIR /collab
COPY manage.py ./
COPY collab collab
COPY documents documents
COPY templates templates
COPY --from=pages /collab/frontend/dist frontend/dist
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    COLLAB_DATA=/data \
    COLLAB_HOST=0.0.0.0
# The key is for this command alone: the image holds no secret.
RUN SECRET_KEY=unused python manage.py collectstatic --no-input -v0 && \
    python -m compileall -q collab documents
USER collab
VOLUME /data
EXPOSE 8000
CMD ["python", "-m", "collab.serve"]
