"""The web: pages for people, `/api/v1` for programs, both over the same verbs of the desk.

app         the application put together
refusals    which refusal becomes which status: decided here, and nowhere else
headers     what every answer tells the browser to keep to
asking      who asks, in which language, with which form: what a handler is given
rendering   templates, dates, amounts, words
pages/      one module a screen
static/     what is vendored: fonts, htmx, the style sheet; nothing leaves the house
"""
