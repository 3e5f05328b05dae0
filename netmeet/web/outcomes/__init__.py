"""Three wishes, how safe the adult feels, what is working, the seven statements."""
