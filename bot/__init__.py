"""A support community's FAQ bot: one core that decides, thin adapters that speak to the platforms."""

__version__ = "0.2.0"
