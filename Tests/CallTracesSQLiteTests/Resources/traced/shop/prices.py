def of(names, table):
    return {name: table.get(name) for name in names}
