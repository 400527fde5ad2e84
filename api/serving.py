"""The application for servers that start several processes, over the settings of each."""

from api.app import create_app
from api.settings import Settings

app = create_app(Settings.read())
