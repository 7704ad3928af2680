"""From a message to a reply: safety raises flags, policy decides, replies words it; `service` is the one door."""
