"""The methods a portal answers, one module per family; each ends in its table `METHODS`."""
