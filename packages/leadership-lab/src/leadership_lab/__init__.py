"""What the activities of *Everyone a Leader* compute, in pure Python on networkx."""
