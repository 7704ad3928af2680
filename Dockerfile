# Two stages: the first installs as the Makefile does, the second holds only what runs.
FROM python:3.13-slim AS build
WORKDIR /app
RUN python -m venv .venv
COPY requirements.lock pyproject.toml README.md LICENSE ./
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.lock
COPY bot bot
RUN .venv/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .

FROM python:3.13-slim
RUN useradd --system --uid 10001 --no-create-home mmn-bot && mkdir -p /app/data && chown mmn-bot /app/data
WORKDIR /app
COPY --from=build /app /app
COPY faq faq
USER mmn-bot
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
# What is kept between two runs. Mount a folder or a volume here, or it goes with the container.
VOLUME /app/data
HEALTHCHECK --interval=1m --timeout=10s --start-period=1m CMD [".venv/bin/mmn-bot", "health"]
CMD [".venv/bin/mmn-bot", "run"]
