"""Pages: one blueprint, its forms and its views for each capability. A view calls one service and shows one page."""
