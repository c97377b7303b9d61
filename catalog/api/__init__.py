"""REST: published specifications for programs. Lists by DRF, documents as their stored bytes."""
