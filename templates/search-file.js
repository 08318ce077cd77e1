{# The search with its data: one file for all pages that do not carry it themselves. #}
{% include "search.js" %}
window.lianfang.data = {{ {"kinds": kinds, "grades": grades, "readings": readings, "examples": examples, "entries": entries}|tojson }};
