"""Pictures that staff upload, and the sizes that are made from them."""
