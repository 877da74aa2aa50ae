from shop import prices
from shop.cart import Cart, find, refuse

cart = Cart()
cart.add("pear")
cart.add("café", 2.5)
found = prices.of(list(cart.names()), {"pear": 3, "café": 4})
Cart.total(found, None)
Cart.total({"pear": 1.5}, 0.25)
find(cart.lines, "pear"), find((), "fig"), cart.size
for reason in ["closed", b"closed", ("closed", 1)]:
    try:
        refuse(reason)
    except ValueError:
        pass
