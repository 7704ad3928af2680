# Two stages: the first installs as the Makefile does, the second holds only what runs.
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv .venv
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
COPY bot bot
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home mmn-bot
WORKDIR /app
COPY --from=build /app /app
COPY faq faq
USER mmn-bot
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# Sound as long as the FAQ that it would start with is; a check of the running bot comes with the adapters.
HEALTHCHECK --interval=5m --timeout=30s CMD [".venv/bin/mmn-bot", "check"]
CMD [".venv/bin/mmn-bot", "run"]
