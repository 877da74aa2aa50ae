"""What a shop needs, without annotations: MonkeyType is to find them."""


class Cart:
    class Line:
        def __init__(self, name, count):
            self.name, self.count = name, count

    def __init__(self):
        self.lines = []

    def add(self, name, count=1):
        self.lines.append(Cart.Line(name, count))
        return self.lines[-1]

    def names(self):
        for line in self.lines:
            yield line.name

    @staticmethod
    def total(prices, discount):
        return sum(prices.values()) * (1 - (discount or 0))

    @property
    def size(self):
        return len(self.lines)


def find(lines, name):
    for line in lines:
        if line.name == name:
            return line


def refuse(reason):
    raise ValueError(reason)
