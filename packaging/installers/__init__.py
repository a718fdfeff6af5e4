"""How Daybook becomes what a person installs. Standard library only, but for what runs inside the build environment.

`project` knows names and versions, `tools` what this machine must have. `staging` lays the sources out, `freezing` runs
PyInstaller with `daybook.spec`, where `contents` decides what comes along and `closure` what nothing needs; `tree`
looks the result through, and `start` is the first that it runs. `icons`, `manual`, `notices` and `changelog` make what
goes along with it; `debian`, `portable`, `windows` and `macos` wrap it all. `making` keeps what several of them need.
"""
