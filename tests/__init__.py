"""The tests, as a package: another one of that name may be installed beside the tools."""
